import {
  builtInPolicy,
  openStates,
  readPolicy,
  transitions,
  type PromotionAction,
  type PromotionState,
} from './index';

/** Every action that leads from a state to one of going back. */
const leadingBack = (from: PromotionState) =>
  Object.entries(transitions[from])
    .filter(([, cell]) => Array.isArray(cell) && cell.includes('rolled_back'))
    .map(([action]) => action as PromotionAction);

describe('going back', () => {
  it('P-173 takes a person, from whatever was approved', () => {
    expect(leadingBack('active')).toEqual(['roll_back']);
    expect(leadingBack('suspended')).toEqual(['roll_back']);
  });

  it('P-173 P-122 ends an emergency without one, and nothing else', () => {
    expect(leadingBack('provisional').sort()).toEqual([
      'end_emergency',
      'refresh_gates',
      'roll_back',
      'vote',
    ]);
    const others = (Object.keys(transitions) as PromotionState[]).filter(
      (state) => !['active', 'suspended', 'provisional'].includes(state),
    );
    expect(others).toEqual(expect.arrayContaining([...openStates]));
    expect(others.flatMap(leadingBack)).toEqual([]);
  });

  it.each(['automaticRollback', 'quietPeriod', 'quiet_period', 'rollback'])(
    'P-173 P-65 a policy that asks for %s is refused by that name',
    (member) => {
      const { policy, faults } = readPolicy({ ...builtInPolicy, [member]: 1 });
      expect(policy).toBeNull();
      expect(faults.map(({ pointer }) => pointer)).toEqual([`/${member}`]);
    },
  );
});
