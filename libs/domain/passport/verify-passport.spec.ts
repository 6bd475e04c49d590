import { zipSync } from 'fflate';
import { type ExampleParts, examplePassport, exampleSigner } from '../passport-example';
import { freshDigest, policyDigest } from '../approvals';
import { digestOf, ed25519Signer } from '../audit-log';
import { attachedText } from '../gate-evidence';
import { packFiles, unpackFiles } from './archive';
import { instantText } from './instant-text';
import { verifyPassport } from './verify-passport';

const known = { keys: [exampleSigner.key] };
const checked = (change?: (parts: ExampleParts) => void) => {
  const { checks } = verifyPassport(examplePassport(change), known);
  return Object.fromEntries(checks.map(({ check, status, detail }) => [check, { status, detail }]));
};
/** What fails in a passport that a server which lies has made of one piece. */
const failures = (change: (parts: ExampleParts) => void) =>
  Object.entries(checked(change)).flatMap(([check, { status, detail }]) =>
    status === 'failed' ? [`${check}: ${detail}`] : [],
  );
/** The digests that follow from a changed policy. */
const bindPolicy = ({ policy, recorded, drafts }: ExampleParts) => {
  recorded.policyDigest = policyDigest(policy);
  const { request, gates } = recorded;
  request.subjectDigest = freshDigest(request, { policy, gates }, request.round);
  const votedOn = { round: 1, subjectDigest: request.subjectDigest };
  drafts[2]!.payload = { ...(drafts[2]!.payload as object), votedOn };
  for (const { subject } of drafts) if (subject.type === 'promotion') subject.digest = request.subjectDigest;
};

describe('a passport made of one piece', () => {
  it('P-100 passes where the decision was right', () => {
    const { checkpoint, witness, ...others } = checked();
    expect([checkpoint!.status, witness!.status]).toEqual(['unknown', 'unknown']);
    expect(Object.values(others).filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  it('P-109 takes the decision again: the votes of the requester and of who depends on them do not count', () => {
    for (const personId of ['dana', 'rob']) {
      const found = failures(({ recorded, drafts }) => {
        recorded.votes = [{ ...recorded.votes[0]!, personId }];
        recorded.people = [{ personId, roles: ['risk_officer'] }];
        drafts[2]!.actor.id = personId;
      });
      expect(found).toEqual([
        expect.stringMatching(/^decision: taken again it is in_review: .*risk officer/),
      ]);
    }
  });

  it('P-109 takes the decision again: a role that was lost, a seat that is empty, a rejection', () => {
    expect(failures(({ recorded }) => (recorded.people = [{ personId: 'riley', roles: [] }]))).toEqual([
      expect.stringMatching(/^decision: /),
    ]);
    expect(
      failures((parts) => {
        (parts.policy.slots as unknown) = [{ role: 'risk_officer', minimum: 2 }];
        bindPolicy(parts);
      }),
    ).toEqual([expect.stringMatching(/^decision: /)]);
    expect(
      failures(({ recorded, drafts }) => {
        recorded.votes = [{ ...recorded.votes[0]!, decision: 'reject' }];
        drafts[2]!.payload = { ...(drafts[2]!.payload as object), decision: 'reject' };
      }),
    ).toEqual([expect.stringMatching(/^decision: /)]);
  });

  it('P-109 takes the gates again: a limit that the evidence does not meet, and a number that is not in it', () => {
    expect(
      failures((parts) => {
        Object.assign(parts.policy.gates[0]!, { minimum: 0.9 });
        bindPolicy(parts);
      }),
    ).toEqual([
      'gates: performance is fail on its evidence, and not what case.json says: verdict has to be "fail" and is "pass"',
    ]);
    expect(
      failures(({ recorded }) =>
        Object.assign(recorded.gates[0]!, { observed: { ...recorded.gates[0]!.observed, value: 0.99 } }),
      ),
    ).toEqual([
      'gates: performance is pass on its evidence, and not what case.json says: observed.value has to be 0.85 and is 0.99',
    ]);
  });

  it.each([
    ['passes with the share asked for', { labelCoverage: 0.8 }, []],
    ['is unknown below it', { labelCoverage: 0.79 }, ['unknown']],
    ['is unknown where nothing says it', undefined, ['unknown']],
    ['is unknown where it is a text', { labelCoverage: '1' }, ['unknown']],
    ['is unknown above 1', { labelCoverage: 1.01 }, ['unknown']],
    ['is unknown below 0', { labelCoverage: -0.1 }, ['unknown']],
    ['is unknown in a list', [0.9], ['unknown']],
    ['is unknown in nothing', null, ['unknown']],
  ])(
    'P-109 P-191 takes the share of labelled rows from the run: the gate %s',
    (_what, parameters, verdicts) => {
      const asking = (minimumLabelCoverage: number | undefined) => (parts: ExampleParts) => {
        Object.assign(parts.run.results[0] as object, parameters === undefined ? {} : { parameters });
        const digest = digestOf(parts.run);
        const [gate] = parts.recorded.gates;
        const [look] = parts.recorded.looks;
        parts.recorded.gates = [{ ...gate!, evidenceDigest: digest }];
        parts.recorded.looks = [{ ...look!, evidence: { ...look!.evidence!, digest } }];
        parts.drafts[0]!.subject = { ...parts.drafts[0]!.subject, digest };
        Object.assign(
          parts.policy.gates[0]!,
          minimumLabelCoverage === undefined ? {} : { minimumLabelCoverage },
        );
        bindPolicy(parts);
      };
      expect(failures(asking(0.8))).toEqual(
        verdicts.map(
          (verdict) =>
            `gates: performance is ${verdict} on its evidence, and not what case.json says: verdict has to be "${verdict}" and is "pass"`,
        ),
      );
      expect(checked(asking(undefined))['gates']!.status).toBe('passed');
    },
  );

  it.each([
    [{ maximum: 0.88, use: 'upper' }, []],
    [{ maximum: 0.879, use: 'upper' }, ['fail']],
    [{ maximum: 0.85, use: 'point' }, []],
    [{ minimum: 0.7, maximum: 0.8, use: 'lower' }, ['fail']],
    [{ use: 'point' }, ['unknown']],
  ])('P-109 P-193 takes a performance gate again by %j', (limits, verdicts) => {
    const found = failures((parts) => {
      const gate = { ...parts.policy.gates[0]!, ...limits };
      if (!('minimum' in limits)) delete (gate as { minimum?: number }).minimum;
      (parts.policy.gates as unknown) = [gate];
      bindPolicy(parts);
    });
    expect(found).toEqual(
      verdicts.map(
        (verdict) =>
          `gates: performance is ${verdict} on its evidence, and not what case.json says: verdict has to be "${verdict}" and is "pass"`,
      ),
    );
  });

  it('P-109 lets engines round the last digits of a number differently, and no digit before', () => {
    const withNumber = (value: number) =>
      failures((parts) => {
        const [gate] = parts.recorded.gates;
        parts.recorded.gates = [{ ...gate!, observed: { ...gate!.observed!, value } as never }];
        bindPolicy(parts);
      });
    expect(withNumber(0.85 + 4e-16)).toEqual([]);
    expect(withNumber(0.85 + 1e-12)).toEqual([expect.stringMatching(/^gates: .*has to be 0\.85 and is/)]);
  });

  it('P-109 takes a gate on attached evidence again', () => {
    const attached = (sections: string[], madeAt?: number) => (parts: ExampleParts) => {
      const { recorded, policy, drafts } = parts;
      const { modelVersionId, artifactDigest } = recorded.request.target;
      const attachedAt = drafts[0]!.at;
      const document = { model_details: { overview: 'Says who gets a loan.' } };
      const text = attachedText({
        ...{ kind: 'card', modelVersionId, artifactDigest, attachedAt, facts: {}, document },
      });
      parts.run = JSON.parse(text) as ExampleParts['run'];
      const digest = digestOf(parts.run);
      (policy.gates as unknown) = [{ id: 'card', title: 'The card is complete', kind: 'card', sections }];
      const { id, producedAt } = recorded.looks[0]!.evidence!;
      const evidence = { id, digest, producedAt: madeAt ?? producedAt };
      recorded.looks = [{ gateId: 'card', at: recorded.now, evidence }];
      const said = { requirement: 'A card.', reason: 'It is there.' };
      recorded.gates = [{ gateId: 'card', kind: 'card', verdict: 'pass', ...said, evidenceDigest: digest }];
      drafts[0]!.subject = { ...drafts[0]!.subject, digest };
      bindPolicy(parts);
    };
    expect(failures(attached(['model_details.overview']))).toEqual([]);
    expect(checked(attached(['model_details.overview']))['gates']!.status).toBe('passed');
    expect(failures(attached(['model_details.licence']))).toEqual([
      expect.stringMatching(/^gates: card is fail on its evidence/),
    ]);
    expect(failures(attached(['model_details.overview'], 1_780_000_000_000))).toEqual([
      'gates: card: the evidence was made at another time',
    ]);
  });

  it('P-109 knows evidence of another artefact, made at another time, too old or looked at too late', () => {
    const lookedAt = (at: number) => (parts: ExampleParts) => {
      parts.recorded.looks = [{ ...parts.recorded.looks[0]!, at }];
    };
    const { looks, now } = JSON.parse(JSON.stringify(partsOf().recorded)) as ExampleParts['recorded'];
    const { producedAt } = looks[0]!.evidence!;
    expect(failures(lookedAt(producedAt + 31 * 86_400_000))).toContainEqual(
      expect.stringMatching(/^gates: performance is unknown on its evidence/),
    );
    expect(
      failures(({ recorded }) => {
        const evidence = { ...recorded.looks[0]!.evidence!, producedAt: producedAt + 1 };
        recorded.looks = [{ ...recorded.looks[0]!, evidence }];
      }),
    ).toEqual([
      'evidence: the evidence of performance was made at another time: 2026-09-21T14:13:20.000Z by entry 1, 2026-09-21T14:13:20.001Z by case.json',
    ]);
    expect(failures(lookedAt(now + 600_000))).toEqual([
      expect.stringMatching(/^times: performance was looked at after the decision: 2026-.*, decided 2026-/),
    ]);
    expect(
      failures((parts) => {
        (parts.recorded.request.target as { artifactDigest: string }).artifactDigest = 'd'.repeat(64);
        bindPolicy(parts);
        Object.assign(parts.drafts[1]!.payload as object, { artifactDigest: 'd'.repeat(64) });
      }),
    ).toEqual(['gates: performance: the report is about another artefact']);
  });

  it('P-109 knows times out of order: a lapsed approval, a vote after it, a longer term, another time', () => {
    const late = (parts: ExampleParts) => {
      parts.recorded.now = parts.recorded.request.expiresAt!;
      parts.drafts[3]!.at = instantText(parts.recorded.now);
    };
    expect(failures(late)).toEqual([
      expect.stringMatching(/^decision: /),
      expect.stringMatching(/^times: the approval had lapsed: decided 2026-.*, lapsed 2026-/),
    ]);
    expect(failures(({ recorded }) => (recorded.request.expiresAt! += 1))).toEqual([
      expect.stringMatching(/^times: the approval lapses at another time: it has to be 14 days after 2026-/),
    ]);
    expect(failures(({ recorded }) => (recorded.now += 1))).toEqual([
      expect.stringMatching(
        /^times: the decision has another time than its entry: 2026-.* by case\.json, 2026-/,
      ),
    ]);
    expect(failures(({ drafts }) => (drafts[2]!.at = drafts[1]!.at))).toEqual([
      expect.stringMatching(/^times: no entry tells of an approval at its time, 2026-/),
    ]);
    expect(
      failures(({ recorded, drafts }) => {
        const vote = { ...recorded.votes[0]!, personId: 'sam', decision: 'abstain' as const };
        recorded.votes = [...recorded.votes, vote];
        const payload = { ...(drafts[2]!.payload as object), decision: 'abstain', state: 'approved' };
        drafts.splice(3, 0, { ...drafts[2]!, actor: { id: 'sam', kind: 'person' }, payload });
      }),
    ).toEqual(['times: entry 4 is a vote after the approval']);
  });

  it('P-185 says of what fails in which file to look, what was expected and found, and what it means', () => {
    const changed = (name: string, from: string, to: string) => {
      const files = new Map(unpackFiles(examplePassport()));
      const text = new TextDecoder().decode(files.get(name));
      expect(text).toContain(from);
      const bytes = packFiles(files.set(name, new TextEncoder().encode(text.replace(from, to))));
      const { checks } = verifyPassport(bytes, known);
      const failed = checks.filter(({ status }) => status === 'failed');
      for (const { meaning } of failed) expect(meaning).toMatch(/^\S.* .*\.$/);
      expect(checks.filter(({ status, meaning }) => status !== 'failed' && meaning !== undefined)).toEqual(
        [],
      );
      return Object.fromEntries(failed.map(({ check, detail }) => [check, detail]));
    };
    const sha256 = '[0-9a-f]{64}';
    const decided = changed('case.json', '"castAs":["risk_officer"]', '"castAs":["ml_engineer"]');
    expect(decided['files']).toMatch(
      new RegExp(
        `^case.json is not the file that was signed: its SHA-256 has to be ${sha256} and is ${sha256}$`,
      ),
    );
    expect(decided['statement']).toMatch(/^statement\.dsse\.json says something else .*: predicate\./);
    const policy = changed('policy.json', '"minimum":1', '"minimum":0');
    expect(policy['policy']).toMatch(
      new RegExp(
        `^policy.json is not the policy that decided: its SHA-256 has to be ${sha256} and is ${sha256}$`,
      ),
    );
    expect(policy['subject']).toMatch(new RegExp(`it has to be ${sha256}, and case.json has ${sha256}$`));
    const round = changed('case.json', '"round":1', '"round":2');
    expect(round['case']).toMatch(/case\.json|entry \d/);
    const page = changed('verify.html', 'html', 'HTML');
    expect(Object.keys(page)).toEqual(['files', 'statement']);
    const other = verifyPassport(examplePassport(), { keys: [ed25519Signer('x', new Uint8Array(32)).key] });
    expect(other.checks.find(({ check }) => check === 'key')).toMatchObject({
      detail: expect.stringMatching(/keys\.json holds countersign\.audit\/.*, and not x\+/) as string,
      meaning: expect.stringContaining('somebody else than the log that you know') as string,
    });
  });

  it('P-112 leaves unknown what an older log did not hold, or holds no more', () => {
    const {
      case: kept,
      decision,
      times,
      gates,
    } = checked(({ drafts }) => {
      drafts[3]!.payload = { state: 'active' };
    });
    expect([kept, decision, times].map((each) => each!.status)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(gates!.status).toBe('passed');
  });

  it('P-112 leaves a gate unknown whose kind or whose run it cannot take again', () => {
    const gatesUnder = (rule: object) =>
      checked((parts) => {
        const [known] = parts.policy.gates;
        (parts.policy.gates as unknown) = [{ ...known, ...rule }];
        bindPolicy(parts);
      })['gates'];
    expect(gatesUnder({ kind: 'horoscope' })).toEqual({
      status: 'unknown',
      detail: 'not taken again: performance (this release knows no kind horoscope)',
    });
    expect(gatesUnder({ kind: 'drift' })).toEqual({
      status: 'unknown',
      detail: 'not taken again: performance (the run does not say which columns were to be measured)',
    });
  });

  it('P-101 refuses what is no archive of a passport, without throwing', () => {
    const formOf = (bytes: Uint8Array) => {
      const { valid, promotion, checks } = verifyPassport(bytes);
      expect([valid, promotion]).toEqual([false, null]);
      expect(checks.slice(1).every(({ status }) => status === 'unknown')).toBe(true);
      return checks[0]!.detail;
    };
    expect(formOf(new Uint8Array())).toMatch(/no zip archive/);
    expect(formOf(new TextEncoder().encode('{"schema":"countersign.audit-bundle/1"}'))).toMatch(
      /no zip archive/,
    );
    expect(formOf(packFiles(new Map([['case.json', new Uint8Array([0xff])]])))).toMatch(/no UTF-8/);
    expect(formOf(packFiles(new Map([['case.json', new TextEncoder().encode('{"a":1,"a":1}')]])))).toMatch(
      /not in canonical form/,
    );
    const compressed = zipSync(Object.fromEntries(unpackFiles(examplePassport())), { level: 6 });
    expect(formOf(compressed)).toMatch(/is compressed/);
    expect(formOf(new Uint8Array(256 * 1024 * 1024 + 1))).toMatch(/larger than 256 MiB/);
  });

  it('P-101 seats no more people than a policy can ask for, so that no file holds whoever verifies it', () => {
    const asking = (minimum: number) =>
      failures((parts) => {
        (parts.policy.slots as unknown) = Array.from({ length: 20 }, () => ({
          role: 'risk_officer',
          minimum,
        }));
        bindPolicy(parts);
      });
    expect(asking(21)).toEqual(['format: policy.json.slots asks for more than 400 people']);
    expect(asking(20)).toEqual([expect.stringMatching(/^decision: taken again it is in_review/)]);
  });

  it('P-101 is packed in one form, whatever release packs it', () => {
    const bytes = packFiles(
      new Map([
        ['b', new Uint8Array([1])],
        ['a', new Uint8Array([2, 3])],
      ]),
    );
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(text).toBe(packed);
  });
});

/** Two files, as docs/spec/passport.md has them packed. */
const packed = [
  '504b030414000000000000602100c721e6ea020000000200000001000000610203504b03041400000000000060',
  '21001bdf05a50100000001000000010000006201504b0102140014000000000000602100c721e6ea0200000002',
  '00000001000000000000000000000000000000000061504b01021400140000000000006021001bdf05a5010000',
  '000100000001000000000000000000000000002100000062504b050600000000020002005e0000004100000000',
  '00',
].join('');

function partsOf(): ExampleParts {
  let parts: ExampleParts | undefined;
  examplePassport((made) => (parts = made));
  return parts!;
}
