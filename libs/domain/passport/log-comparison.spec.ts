import { portableHashing } from '../audit-log';
import { examplePassport } from '../passport-example';
import { LogComparison } from './log-comparison';
import { openPassport } from './open-passport';

const passport = openPassport(examplePassport(), portableHashing);
const { workspaceId } = passport.entries[0]!.says;
const whole = {
  ...({ schema: 'countersign.verify/1', kind: 'audit-bundle', valid: true, workspaceId } as const),
  ...{ entries: 6, from: 1, to: 6, root: null, firstBad: null, checks: [] },
};

/** What is found in a log that has the passport's entries and these. */
function compared(
  more: readonly { sequence: number; action: string; outcome?: string }[],
  bundle: Partial<typeof whole> = {},
) {
  const comparison = new LogComparison(passport);
  for (const entry of passport.entries) comparison.take(entry);
  const { subject } = passport.entries.at(-1)!.says;
  for (const each of more)
    comparison.take({ canonical: JSON.stringify({ outcome: 'done', workspaceId, subject, ...each }) });
  return comparison.finding({ ...whole, ...bundle });
}

describe('an export of the log beside a passport', () => {
  it('P-187 tells what came later, which the passport cannot know', () => {
    expect(compared([])).toEqual({
      ...{ status: 'passed', detail: 'all 4 entries about it up to 4; since then nothing' },
    });
    expect(compared([{ sequence: 5, action: 'suspendPromotion' }]).detail).toMatch(
      /since then entry 5 \(suspendPromotion, done\)$/,
    );
  });

  it('P-187 fails for another log, one that does not hold and an entry that is another', () => {
    expect(compared([], { workspaceId: 'elsewhere' })).toMatchObject({ status: 'failed' });
    expect(compared([], { valid: false as never })).toMatchObject({ status: 'failed' });
    expect(compared([{ sequence: 2, action: 'castVote' }])).toEqual({
      ...{ status: 'failed', detail: 'entry 2 is another in the export' },
    });
  });

  it('P-187 leaves unknown what an export that ends before or begins later does not show', () => {
    expect(compared([], { to: 3 })).toMatchObject({ status: 'unknown' });
    expect(new LogComparison(passport).finding({ ...whole, from: 4 })).toMatchObject({ status: 'unknown' });
  });
});
