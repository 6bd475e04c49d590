import { writeFileSync } from 'node:fs';
import { freshDigest, type Policy, policyDigest } from '@countersign/domain/approvals';
import {
  type BundleOptions,
  BundleVerifier,
  canonicalJson,
  checkpointBody,
  ed25519Signer,
  formatVerifierKey,
  parseCheckpoint,
  portableHashing,
  type Signer,
  signNote,
} from '@countersign/domain/audit-log';
import {
  evidenceName,
  LogComparison,
  openPassport,
  passportNames,
  type PassportVerification,
  type RecordedCase,
  verifyPassport,
} from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { seededRandom } from '@countersign/statistics/random';
import { startTestApi, type TestApi } from '../../../testing/api';
import { editNames } from '../../../testing/edit-field';
import { entriesIn, type ForkedEntry, forkedLog } from '../../../testing/forked-log';
import { PassportForger } from '../../../testing/passport-forger';
import { type GenuinePassport, PassportKinds } from '../../../testing/passport-kinds';
import {
  archiveManipulations,
  type Attacker,
  documents,
  fieldEdit,
  type Manipulation,
  type Target,
} from '../../../testing/passport-manipulations';

/** Manipulations of each passport; a study asks for more. */
const trials = Number(process.env['MANIPULATIONS'] ?? 60);
/** Where the study reads what was found. */
const tally = process.env['MANIPULATIONS_TALLY'];

const byAttacker = (['reader', 'stranger', 'insider'] as Attacker[]).flatMap((attacker) =>
  documents.flatMap((document) =>
    editNames.map((edit): [string, Manipulation] => [
      `${attacker}: ${edit} a field, ${document}`,
      fieldEdit(document, edit, attacker),
    ]),
  ),
);
/** As many of archives and files as of fields. */
const whole = Object.entries(archiveManipulations).map(([name, each]): [string, Manipulation] => [
  `archive: ${name}`,
  each,
]);
const manipulations = byAttacker.flatMap((field, at) => [field, whole[at % whole.length]!]);

const statusOf = ({ checks }: PassportVerification) =>
  Object.fromEntries(checks.map(({ check, status }) => [check, status]));

describe('passports of every kind', () => {
  let api: TestApi;
  let ahead = 0;
  let all: GenuinePassport[];
  let log: string;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    const kinds = new PassportKinds(api, (by) => (ahead = by));
    all = await kinds.make();
    log = kinds.log;
  }, 240_000);
  afterAll(() => api.stop());

  const verified = ({ signer }: GenuinePassport, bytes: Uint8Array, hashing = nativeHashing) =>
    verifyPassport(bytes, { keys: [signer.key], hashing });

  it('P-180 verify, all of them, in Node and by the code of the page', () => {
    expect(all.map(({ kind }) => kind)).toHaveLength(11);
    for (const passport of all)
      for (const hashing of [nativeHashing, portableHashing]) {
        const { checkpoint, witness, ...others } = statusOf(verified(passport, passport.bytes, hashing));
        expect([passport.kind, checkpoint, witness]).toEqual([passport.kind, 'unknown', 'unknown']);
        expect([passport.kind, new Set(Object.values(others))]).toEqual([passport.kind, new Set(['passed'])]);
      }
  });

  it(`P-180 hold against ${trials} manipulations each (seeded)`, () => {
    const missed: string[] = [];
    const counts = new Map<string, { made: number; failed: number; doubted: number }>();
    const targets = all.map((passport): Target => {
      const others = all.filter((each) => each !== passport).map(({ bytes }) => bytes);
      return { bytes: passport.bytes, signer: passport.signer, others };
    });
    for (let trial = 0; trial < trials; trial += 1) {
      for (const [place, passport] of all.entries()) {
        const { next } = seededRandom(place * 1_000_000 + trial);
        const [name, manipulate] = manipulations[(trial + place * 17) % manipulations.length]!;
        const bytes = manipulate(targets[place]!, next);
        if (bytes === null || Buffer.compare(bytes, passport.bytes) === 0) continue;
        const hashing = trial % 10 === 0 ? portableHashing : nativeHashing;
        const { valid, checks } = verified(passport, bytes, hashing);
        const isDoubted = checks.some(
          ({ check, status }) => status === 'unknown' && check !== 'checkpoint' && check !== 'witness',
        );
        const count = counts.get(name) ?? { made: 0, failed: 0, doubted: 0 };
        counts.set(name, count);
        count.made += 1;
        if (!valid) count.failed += 1;
        else if (name.startsWith('insider') && isDoubted) count.doubted += 1;
        else missed.push(`${passport.kind}, ${name}, trial ${trial}`);
      }
      if (tally && (trial % 50 === 0 || trial === trials - 1)) {
        const kinds = all.map(({ kind }) => kind);
        writeFileSync(tally, JSON.stringify({ trials: trial + 1, missed, counts: [...counts], kinds }));
      }
    }
    expect(missed).toEqual([]);
  }, 7_200_000);

  /** A passport taken apart by somebody with a key, who puts it together again. */
  class Attack {
    readonly files: Map<string, Uint8Array>;
    private readonly forger: PassportForger;

    constructor(
      readonly passport: GenuinePassport,
      private readonly signer: Signer = passport.signer,
    ) {
      this.forger = new PassportForger(signer);
      this.files = this.forger.open(passport.bytes);
    }

    text(name: string): string {
      return this.forger.text(this.files, name);
    }

    put(name: string, text: string): this {
      this.files.set(name, new TextEncoder().encode(text));
      return this;
    }

    get recorded(): RecordedCase {
      return JSON.parse(this.text(passportNames.caseFile)) as RecordedCase;
    }

    get policy(): Policy {
      return JSON.parse(this.text(passportNames.policy)) as Policy;
    }

    /** The case with what was changed of it. */
    decideFrom(change: (recorded: Writable<RecordedCase>) => void): this {
      const recorded = this.recorded as Writable<RecordedCase>;
      change(recorded);
      return this.put(passportNames.caseFile, canonicalJson(recorded));
    }

    /** The lines of the log, each as it was, changed, or left out. */
    lines(change: (line: Line, says: Says) => Line | null): this {
      const lines = this.text(passportNames.entries).trimEnd().split('\n');
      const kept = lines.flatMap((text) => {
        const line = JSON.parse(text) as Line;
        const made = change(line, JSON.parse(line.canonical) as Says);
        return made === null ? [] : [`${canonicalJson(made)}\n`];
      });
      return this.put(passportNames.entries, kept.join(''));
    }

    without(isGone: (says: Says, line: Line) => boolean): this {
      return this.lines((line, says) => (isGone(says, line) ? null : line));
    }

    /** As if the details had been erased. */
    erase(isGone: (says: Says) => boolean): this {
      return this.lines(({ canonical, proof, ...details }, says) =>
        isGone(says) ? { canonical, proof } : { canonical, proof, ...details },
      );
    }

    /** Another log, with its own checkpoint. */
    fork(change: (entries: ForkedEntry[]) => ForkedEntry[]): this {
      const { lines, checkpoint } = forkedLog(
        change(entriesIn(this.text(passportNames.entries))),
        this.signer,
      );
      return this.put(passportNames.entries, lines).put(passportNames.checkpoint, checkpoint);
    }

    get bytes(): Uint8Array {
      return this.forger.close(this.files);
    }
  }

  const kindOf = (kind: string) => all.find((each) => each.kind === kind)!;
  const attackOn = (kind: string, signer?: Signer) => new Attack(kindOf(kind), signer);
  const failedIn = (attack: Attack, known: Parameters<typeof verifyPassport>[1] = {}) => {
    const keys = [attack.passport.signer.key];
    const { checks } = verifyPassport(attack.bytes, { hashing: nativeHashing, keys, ...known });
    return checks.filter(({ status }) => status === 'failed').map(({ check }) => check);
  };
  const detailOf = (attack: Attack, wanted: string) =>
    verified(attack.passport, attack.bytes).checks.find(({ check }) => check === wanted)!;
  /** Every check but those that need something from elsewhere passes. */
  const passesWhole = (attack: Attack) => {
    const { checkpoint, witness, ...others } = statusOf(verified(attack.passport, attack.bytes));
    return (
      checkpoint === 'unknown' &&
      witness === 'unknown' &&
      Object.values(others).every((each) => each === 'passed')
    );
  };

  describe('attacked by an insider who holds the key of the log, and cannot change its entries,', () => {
    it('P-181 tell of a vote, a waiver or an emergency that was left out, and of the step by which evidence changed', () => {
      const rejection = attackOn('edited').without(
        (says, { payload }) => says.action === 'castVote' && payload?.['decision'] === 'request_changes',
      );
      expect(failedIn(rejection)).toEqual(['case', 'signers']);
      expect(detailOf(rejection, 'case').detail).toMatch(/the log tells of 3 votes, not of 4/);
      expect(failedIn(attackOn('waived').without(({ action }) => action === 'waiveGate'))).toEqual(['case']);
      const ordinary = attackOn('emergency')
        .without(({ action }) => /Emergency$/.test(action))
        .decideFrom(({ request }) => delete (request as { emergency?: unknown }).emergency);
      expect(failedIn(ordinary)).toEqual(['case']);
      const unedited = attackOn('edited').without(({ action }) => action === 'refreshGates');
      expect(failedIn(unedited)).toEqual(['entries']);
      expect(detailOf(unedited, 'entries').detail).toMatch(/one was left out/);
    });

    it('P-181 bind evidence, round, roles and policy, however consistently they are swapped', () => {
      const evidence = attackOn('plain');
      const { looks } = evidence.recorded;
      const old = looks.find(({ gateId }) => gateId === 'performance-holds')!.evidence!.digest;
      const better = evidence.text(evidenceName(old)).replaceAll(/"lower":0\.\d+/g, '"lower":0.99');
      const digest = nativeHashing.sha256(new TextEncoder().encode(better));
      evidence.files.delete(evidenceName(old));
      evidence.put(evidenceName(digest), better);
      evidence.put(passportNames.caseFile, evidence.text(passportNames.caseFile).replaceAll(old, digest));
      expect(failedIn(evidence)).toEqual(expect.arrayContaining(['case', 'subject']));

      const moved = attackOn('edited').decideFrom(({ votes }) => Object.assign(votes[0]!, { round: 2 }));
      expect(failedIn(moved)).toContain('case');
      const promoted = attackOn('plain').decideFrom(({ people }) =>
        Object.assign(people[0]!, { roles: ['admin', 'risk_officer'] }),
      );
      expect(failedIn(promoted)).toContain('case');

      const lax = attackOn('high');
      const policy: Policy = { ...lax.policy, slots: [{ role: 'ml_engineer', minimum: 1 }], gates: [] };
      lax.put(passportNames.policy, canonicalJson(policy));
      for (const name of [...lax.files.keys()]) if (name.startsWith('evidence/')) lax.files.delete(name);
      lax.decideFrom((recorded) => {
        Object.assign(recorded, { policyDigest: policyDigest(policy), gates: [], looks: [] });
        const { request } = recorded;
        request.subjectDigest = freshDigest(request, { policy, gates: [] }, request.round);
      });
      expect(failedIn(lax)).toEqual(expect.arrayContaining(['case', 'subject']));
      // What stands in the entries themselves cannot be erased: still it is not the policy that was voted on.
      lax.erase(({ subject }) => subject.type === 'promotion');
      expect(failedIn(lax)).toEqual(expect.arrayContaining(['subject']));
    });

    it('P-181 leave unknown, and never passed, what rests on details that are said to have been erased', () => {
      const erased = attackOn('plain').erase(({ action }) => action === 'activatePromotion');
      erased.decideFrom(({ people }) => Object.assign(people[0]!, { roles: ['admin'] }));
      const statuses = statusOf(verified(erased.passport, erased.bytes));
      expect(statuses).toMatchObject({
        entries: 'unknown',
        case: 'unknown',
        decision: 'unknown',
        times: 'unknown',
      });
    });

    it('P-182 know a name that nobody printed, and one that another vote was given by', () => {
      const named = (change: (printed: { printedName: string; sequence: number }[]) => void) => {
        const attack = attackOn('signed');
        const printed = JSON.parse(attack.text(passportNames.printed)) as {
          printedName: string;
          sequence: number;
        }[];
        change(printed);
        return failedIn(attack.put(passportNames.printed, canonicalJson(printed)));
      };
      expect(named(([first]) => Object.assign(first!, { printedName: 'Somebody Else' }))).toEqual([
        'signers',
      ]);
      expect(named(([first, second]) => Object.assign(first!, { printedName: second!.printedName }))).toEqual(
        ['signers'],
      );
      expect(named((printed) => printed.push({ ...printed[0]! }))).toEqual(['signers']);
      expect(named((printed) => printed.splice(0, 1))).toEqual([]);
    });

    it('P-183 know a checkpoint by a key that had handed over before', () => {
      const passport = kindOf('decided after a rotation');
      const old = { key: kindOf('plain').signer.key, sign: kindOf('plain').signer.sign };
      const attack = new Attack(passport);
      const { origin, size, root } = parseCheckpoint(attack.text(passportNames.checkpoint))!;
      attack.put(passportNames.checkpoint, signNote(checkpointBody({ origin, size, root }), [old]));
      expect(failedIn(attack)).toEqual(['tree']);
      expect(detailOf(attack, 'tree').detail).toMatch(/was in force at \d+ entries/);
      const { checkpoint } = statusOf(verified(passport, passport.bytes));
      expect(checkpoint).toBe('unknown');
      // Whoever knew the old key follows it to the new one.
      const { valid, checks } = verifyPassport(passport.bytes, { hashing: nativeHashing, keys: [old.key] });
      expect([valid, checks.find(({ check }) => check === 'key')!.status]).toEqual([true, 'passed']);
    });

    it('P-184 let nobody leave out evidence but that of an audit, which is unknown then', () => {
      const without = (gateId: string) => {
        const attack = attackOn('plain');
        attack.files.delete(
          evidenceName(attack.recorded.looks.find((look) => look.gateId === gateId)!.evidence!.digest),
        );
        return statusOf(verified(attack.passport, attack.bytes))['evidence'];
      };
      expect([without('performance-holds'), without('drift-quiet'), without('fairness-passes')]).toEqual([
        'failed',
        'failed',
        'unknown',
      ]);
    });
  });

  it('P-187 are compared with an export of the log, which knows what was left out and what is another log', () => {
    const compared = (bytes: Uint8Array, text = log) => {
      const passport = openPassport(bytes, nativeHashing);
      const comparison = new LogComparison(passport);
      const checkpoints = [passport.checkpoint];
      const entry: BundleOptions['entry'] = (each) => comparison.take(each);
      const verifier = new BundleVerifier({ hashing: nativeHashing, checkpoints, entry });
      for (const line of text.trimEnd().split('\n')) verifier.line(line);
      return comparison.finding(verifier.end());
    };
    for (const { kind, bytes } of all.filter((each) => !/ a rotation$/.test(each.kind)))
      expect([kind, compared(bytes)]).toEqual([
        kind,
        {
          status: 'passed',
          detail: expect.stringMatching(/^all \d+ entries .*; since then nothing$/) as string,
        },
      ]);
    const without = (kind: string, action: RegExp) =>
      compared(attackOn(kind).without((says) => action.test(`${says.action} ${says.outcome}`)).bytes);
    expect(without('plain', /refused/).detail).toMatch(
      /^left out of audit\/entries\.ndjson, and in the log: entry \d+ \(castVote, refused\)$/,
    );
    expect(without('delegated', /revokeDelegation/).detail).toMatch(/\(revokeDelegation, done\)$/);
    expect(without('recertified', /suspend|reinstate/).detail).toMatch(
      /\(suspendPromotion, done\), \d+ \(reinstatePromotion, done\)$/,
    );
    const forked = attackOn('plain').fork((entries) => entries);
    expect(compared(forked.bytes)).toMatchObject({
      status: 'failed',
      detail: expect.stringMatching(/another log/) as string,
    });
    const half = log.split('\n').slice(0, 40).join('\n');
    expect(compared(kindOf('plain').bytes, half).status).not.toBe('passed');
  });

  describe('what only something from elsewhere finds', () => {
    const stranger = () => ed25519Signer(kindOf('plain').signer.key.name, new Uint8Array(32).fill(5));
    /** A log in which nobody ever asked for changes. */
    const forked = (signer?: Signer) => {
      const attack = attackOn('edited', signer);
      const isAgainst = ({ decision }: { decision?: unknown }) => decision === 'request_changes';
      const recorded = {
        ...attack.recorded,
        votes: attack.recorded.votes.filter((vote) => !isAgainst(vote)),
      };
      return attack
        .put(passportNames.caseFile, canonicalJson(recorded))
        .fork((entries) =>
          entries
            .filter(({ payload }) => !isAgainst(payload ?? {}))
            .map((entry) =>
              entry.says['action'] === 'activatePromotion'
                ? { ...entry, payload: { ...entry.payload, decided: recorded } }
                : entry,
            ),
        );
    };

    it('P-188 is another key: whoever signs all with one of their own is found by a reader who knows the key', () => {
      const attack = forked(stranger());
      // Names are bound to the numbers of entries, which a fork changes.
      attack.put(passportNames.printed, '[]');
      attack.put(
        passportNames.keys,
        canonicalJson({
          origin: stranger().key.name,
          keys: [formatVerifierKey(stranger().key)],
          handovers: [],
        }),
      );
      const blind = verifyPassport(attack.bytes, { hashing: nativeHashing });
      expect(blind.valid).toBe(true);
      expect(blind.checks.find(({ check }) => check === 'key')).toEqual({
        ...{ check: 'key', status: 'unknown' },
        detail: expect.stringContaining('whoever made the file could have made its key') as string,
      });
      expect(failedIn(attack)).toEqual(['key']);
    });

    it('P-188 is another log by the same key: found by a checkpoint that somebody noted down', () => {
      const attack = forked();
      attack.put(passportNames.printed, '[]');
      expect(failedIn(attack)).toEqual([]);
      const mine = parseCheckpoint(attack.text(passportNames.checkpoint))!;
      const noted = { ...mine, root: '0'.repeat(64) };
      expect(failedIn(attack, { checkpoints: [noted] })).toEqual(['checkpoint']);
    });

    it('P-188 is what came later, a refused attempt, and the end of what was given: found in an export of the log', () => {
      expect(passesWhole(attackOn('plain').without(({ outcome }) => outcome === 'refused'))).toBe(true);
      const recertified = attackOn('recertified').without(({ action }) => /suspend|reinstate/.test(action));
      const printed = JSON.parse(recertified.text(passportNames.printed)) as unknown[];
      recertified.put(passportNames.printed, canonicalJson(printed.slice(0, 2)));
      expect(passesWhole(recertified)).toBe(true);
      expect(passesWhole(attackOn('delegated').without(({ action }) => action === 'revokeDelegation'))).toBe(
        true,
      );
      const page = attackOn('plain')
        .put(passportNames.page, '<!doctype html>')
        .put(passportNames.readMe, 'All is well.');
      expect(passesWhole(page)).toBe(true);
    });
  });
});

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

interface Line {
  canonical: string;
  proof: readonly string[];
  payload?: Record<string, unknown>;
  salt?: string;
}

interface Says {
  action: string;
  outcome: string;
  sequence: number;
  subject: { type: string; id: string };
}
