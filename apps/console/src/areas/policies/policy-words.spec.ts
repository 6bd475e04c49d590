import { policyTemplates, type Policy } from '@countersign/domain/approvals';
import { byPlace, placeName, policyInWords } from './policy-words';

const [floor, , high] = policyTemplates as [Policy, Policy, Policy];
const said = (policy: Policy) => Object.fromEntries(policyInWords(policy));

describe('a policy in plain words', () => {
  it('names seats, exclusions, models, gates and terms', () => {
    expect(said(floor)).toMatchObject({
      'Who signs': ['1 × subject-matter expert', '1 × risk officer'],
      'For which models': ['every model'],
      Terms: [
        'an approval holds for 14 days',
        'evidence counts for 30 days',
        'for 30 days after it served a version may come back without votes',
        'after 365 days of service somebody looks again',
      ],
    });
    expect(said(floor)['What has to be shown']?.[0]).toMatch(
      /^Drift is quiet: psi of every column is below 0\.25/,
    );
    expect(said(high)).toMatchObject({
      'Who signs': ['1 × subject-matter expert', '1 × risk officer', '1 × ML engineer'],
      'For which models': ['of risk tier high'],
    });
    expect(said(high)['Who does not vote']).toContain('whoever changed a policy of the place within 30 days');
  });

  it('P-191 says which share of rows has to be labelled', () => {
    const gates = floor.gates.map((gate) =>
      gate.kind === 'performance' ? { ...gate, minimumLabelCoverage: 0.8 } : gate,
    );
    expect(said({ ...floor, gates })['What has to be shown']).toContainEqual(
      'Performance holds: The lower bound of roc_auc is at least 0.7, on at least 200 labelled rows, which are a share of at least 0.8 of all.',
    );
  });

  it('P-193 P-195 P-196 says which limits hold, and what is compared with them', () => {
    const gates = floor.gates.map((gate): Policy['gates'][number] => {
      if (gate.kind === 'drift') return { ...gate, use: 'upper' };
      if (gate.kind === 'fairness') return { ...gate, use: 'interval' };
      return gate.kind === 'performance'
        ? { ...gate, metric: 'rmse', minimum: 1, maximum: 9, use: 'upper' }
        : gate;
    });
    expect(said({ ...floor, gates })['What has to be shown']).toEqual([
      expect.stringMatching(/^Drift is quiet: The upper bound of psi of every column is below 0\.25 in/),
      expect.stringMatching(
        /of every audited attribute, each with its whole interval: impact ratio at least 0\.8,/,
      ),
      'Performance holds: The upper bound of rmse is at least 1 and at most 9, on at least 200 labelled rows.',
    ]);
  });

  it('says of a term, an escalation and a gate for information what they are', () => {
    const [drift, ...others] = floor.gates;
    const policy: Policy = {
      ...floor,
      ...{
        slots: [],
        deadlineDays: 1,
        escalateTo: 'admin',
        stepUpMinutes: 15,
        requirePasskey: true,
        rollbackDays: 0,
        recertifyDays: 90,
        recertifyOn: ['schema_change', 'policy_change'],
      },
      bind: { tasks: ['regression', 'ranking'], useCases: ['credit', 'leasing'], tags: ['eu'] },
      gates: [{ ...drift, severity: 'info' } as Policy['gates'][number], ...others],
    };
    expect(said(policy)).toMatchObject({
      'Who signs': ['Nobody: what nobody signs is never approved'],
      'For which models': [
        'of the task regression or ranking',
        'of use case credit or leasing',
        'with the tag eu',
      ],
    });
    expect(said(policy).Terms?.slice(2)).toEqual([
      'a request is decided within 1 day, or ends',
      'after three quarters of it any empty seat is open to: admin',
      'whoever votes has proved within 15 minutes who they are',
      'votes are signed with a passkey',
      'no version comes back without votes',
      'after 90 days of service somebody looks again',
      'when the data that it reads have another schema, somebody looks again',
      'when this place asks for more than it did, somebody looks again',
    ]);
    expect(said(policy)['What has to be shown']?.[0]).toMatch(/\(for information\)$/);
  });

  it('puts policies under the places where they hold', () => {
    const everywhere = { ...floor, name: 'any', environment: 'staging' as const, alias: '*' };
    expect(placeName(everywhere)).toBe('Staging, every alias');
    const places = byPlace([{ document: everywhere }, { document: floor }, { document: high }]);
    expect(places.map(([place, rows]) => [place, rows.length])).toEqual([
      ['Production, champion', 2],
      ['Staging, every alias', 1],
    ]);
  });
});
