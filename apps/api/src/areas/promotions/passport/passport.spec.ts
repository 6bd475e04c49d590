import { builtInPolicy } from '@countersign/domain/approvals';
import {
  canonicalJson,
  checkpointBody,
  ed25519Signer,
  formatVerifierKey,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
  type VerifierKey,
} from '@countersign/domain/audit-log';
import {
  packFiles,
  passportNames,
  type PassportVerification,
  verifyPassport,
} from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import * as fc from 'fast-check';
import { startTestApi, type TestApi } from '../../../testing/api';
import { leavesOf, withLeaf } from '../../../testing/json-leaves';
import { measuredVersion } from '../../../testing/measured-version';
import { ownPasskey, type PasskeyOwner, signedVote } from '../../../testing/own-passkey';
import { PassportForger } from '../../../testing/passport-forger';
import { publishedPolicy } from '../../../testing/published-policy';
import { run } from '../../../testing/release-path';

interface Opened {
  promotion: { id: string; round: number; subjectDigest: string; state: string };
}

/** An archive that holds a file twice, which no program packs by itself. */
function withTwice(bytes: Uint8Array, name: string): Uint8Array {
  const files = new PassportForger(null).open(bytes);
  const alias = `${name.slice(0, -1)}_`;
  const packed = Buffer.from(packFiles(files.set(alias, new TextEncoder().encode('{}'))));
  for (let at = packed.indexOf(alias); at >= 0; at = packed.indexOf(alias)) packed.write(name, at);
  return new Uint8Array(packed);
}

describe('the passport of a promotion', () => {
  let api: TestApi;
  let promotionId: string;
  let signer: PasskeyOwner;
  let keys: VerifierKey[];
  let genuine: Uint8Array;
  let other: Uint8Array;
  beforeAll(async () => {
    api = await startTestApi();
    signer = await ownPasskey(api.url, await api.as('sam'));
    promotionId = await released('first');
    keys = (await api.services.auditLog.keys({ workspaceId: api.workspaceId } as never)).map((text) =>
      parseVerifierKey(text)!,
    );
    genuine = await bytesOf(await fetched(promotionId));
    other = await bytesOf(await fetched(await released('second')));
  }, 120_000);
  afterAll(() => api.stop());

  const requested = async (name: string) => {
    const { modelVersionId } = await measuredVersion(api, name);
    const input = { modelVersionId, rationale: 'Better.' };
    return (await run<Opened>(await api.as('dana'), 'requestPromotion', { input })).promotion;
  };
  const approved = async (name: string) => {
    const { id, round, subjectDigest, state } = await requested(name);
    expect(state).toBe('IN_REVIEW');
    const input = { promotionId: id, round, subjectDigest, decision: 'APPROVE', comment: 'Seen.' };
    await signedVote(signer, input);
    await run(await api.as('riley'), 'castVote', { input });
    return id;
  };
  const released = async (name: string) => {
    const id = await approved(name);
    await run(await api.as('mel'), 'activatePromotion', { id });
    return id;
  };
  const cookieOf = async (persona: string) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { signIn(input: { persona: "${persona}" }) { __typename } }` }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const fetched = async (id: string, persona = 'ada') =>
    fetch(`${api.url}/v1/promotions/${id}/passport`, { headers: { cookie: await cookieOf(persona) } });
  const bytesOf = async (response: Response) => {
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const verified = (bytes: Uint8Array, known: Parameters<typeof verifyPassport>[1] = { keys }) =>
    verifyPassport(bytes, { hashing: nativeHashing, ...known });
  const statusOf = ({ checks }: PassportVerification) =>
    Object.fromEntries(checks.map(({ check, status }) => [check, status]));
  const failedIn = ({ checks }: PassportVerification) =>
    checks.filter(({ status }) => status === 'failed').map(({ check }) => check);
  const detailOf = ({ checks }: PassportVerification, wanted: string) =>
    checks.find(({ check }) => check === wanted)?.detail ?? '';
  /** Signs with the key of the log itself: what is found then is found by something else than the signature. */
  const insider = () => new PassportForger(api.services.auditExtract.signer(api.workspaceId));
  const textIn = (bytes: Uint8Array, name: string) => insider().text(insider().open(bytes), name);
  const valueIn = <T>(bytes: Uint8Array, name: string) => JSON.parse(textIn(bytes, name)) as T;

  describe('as it is handed out', () => {
    it('P-100 is genuine: every check passes but those that need something from elsewhere', () => {
      const result = verified(genuine);
      expect(result).toMatchObject({ schema: 'countersign.verify/1', kind: 'passport', valid: true });
      expect(result.promotion).toMatchObject({ promotionId, environment: 'production', alias: 'champion' });
      const { checkpoint, witness, ...others } = statusOf(result);
      expect([checkpoint, witness]).toEqual(['unknown', 'unknown']);
      expect(new Set(Object.values(others))).toEqual(new Set(['passed']));
    });

    it('P-101 is the same bytes again, which any program reads, and stored as they are', async () => {
      expect(await bytesOf(await fetched(promotionId))).toEqual(genuine);
      const files = [...insider().open(genuine).keys()];
      expect(files.filter((name) => !name.startsWith('evidence/'))).toEqual(
        Object.values(passportNames).sort(),
      );
      expect(files.filter((name) => name.startsWith('evidence/'))).toHaveLength(3);
      expect(textIn(genuine, 'README.txt')).toContain('countersign verify FILE.zip --key KEY');
    });

    it('P-102 holds what the log has kept of the approval and of the activation, each in its own entry', async () => {
      const { rows } = await api.owner.query(
        `SELECT action, payload #> '{decided}' AS decided FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND payload ? 'decided' ORDER BY sequence`,
        [api.workspaceId, promotionId],
      );
      const kept = rows as {
        action: string;
        decided: { votes: unknown[]; people: unknown[]; now: number };
      }[];
      expect(kept.map(({ action }) => action)).toEqual(['castVote', 'activatePromotion']);
      expect(kept.map(({ decided }) => [decided.votes.length, decided.people.length])).toEqual([
        [2, 2],
        [2, 2],
      ]);
      expect(kept[1]?.decided).toEqual(valueIn(genuine, 'case.json'));
      expect(kept[0]!.decided.now).toBeLessThan(kept[1]!.decided.now);
    });

    it('P-103 says who let which artefact in, and names every other file by its digest', () => {
      const { payload, payloadType } = valueIn<Record<string, string>>(genuine, 'statement.dsse.json');
      expect(payloadType).toBe('application/vnd.in-toto+json');
      const statement = JSON.parse(Buffer.from(payload!, 'base64').toString()) as Record<string, unknown>;
      expect(statement).toMatchObject({
        _type: 'https://in-toto.io/Statement/v1',
        predicateType: 'urn:countersign:promotion:v1',
        predicate: {
          ...{ schema: 'countersign.passport/1', promotionId, round: 1 },
          deciders: [{ role: 'subject_matter_expert' }, { role: 'risk_officer' }],
          decided: { action: 'activatePromotion' },
        },
      });
    });

    it('P-146 shows who signed with which words, and verifies what a passkey signed by the key in the log', () => {
      expect(detailOf(verified(genuine), 'signers')).toMatch(
        /^1 of 2 steps are signed with a passkey; Sam Lindqvist, .*: “I approve this release as subject-matter expert .*”; Riley Moreau, /,
      );
      expect(textIn(genuine, passportNames.entries)).toContain(signer.passkeyId);
      expect(textIn(genuine, passportNames.entries)).not.toMatch(/Lindqvist|Moreau/);
    });

    it('P-110 is for holders of audit.read, of an approved promotion alone, and in the log', async () => {
      expect((await fetch(`${api.url}/v1/promotions/${promotionId}/passport`)).status).toBe(401);
      const { id } = await requested('never approved');
      const refused = await fetched(id);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
      expect((await fetched('01900000-0000-7000-8000-000000000000')).status).toBe(404);
      const { rows } = await api.owner.query(
        `SELECT count(*)::int AS n FROM audit_entry WHERE workspace_id = $1 AND action = 'exportPassport' AND subject_id = $2`,
        [api.workspaceId, promotionId],
      );
      expect((rows as { n: number }[])[0]?.n).toBeGreaterThan(0);
    });

    it('P-111 leaves out what its reader may not see, and its gate is unknown, not passed', async () => {
      const bytes = await bytesOf(await fetched(promotionId, 'dana'));
      const result = verified(bytes);
      expect(result.valid).toBe(true);
      expect(statusOf(result)).toMatchObject({ evidence: 'unknown', gates: 'unknown', decision: 'passed' });
      expect(detailOf(result, 'gates')).toMatch(/fairness-passes/);
      expect(textIn(bytes, 'README.txt')).toContain('left out');
    });

    it('P-104 is that of the approval before anybody activated it', async () => {
      const id = await approved('approved only');
      const result = verified(await bytesOf(await fetched(id)));
      expect(failedIn(result)).toEqual([]);
      expect(statusOf(result)).toMatchObject({ case: 'passed', decision: 'passed', times: 'passed' });
    });

    it('P-192 holds the share of labelled rows by which a gate was taken, and takes it again', async () => {
      const { modelVersionId } = await measuredVersion(api, 'labels to come', 500);
      const waiveDocument = `mutation ($id: ID!, $subjectDigest: String!) {
        answer: waiveGate(promotionId: $id, gateId: "performance-holds", reason: "Shown.", subjectDigest: $subjectDigest) {
          __typename } }`;
      const passportOf = async (alias: string, minimumLabelCoverage: number) => {
        const gates = builtInPolicy.gates.map((gate) =>
          gate.kind === 'performance' ? { ...gate, severity: 'soft' as const, minimumLabelCoverage } : gate,
        );
        const place = { name: alias, version: 1, environment: 'staging', alias } as const;
        await publishedPolicy(api, { ...builtInPolicy, ...place, gates });
        const asked = { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias };
        const { promotion } = await run<Opened>(await api.as('dana'), 'requestPromotion', { input: asked });
        const { id, round, subjectDigest } = promotion;
        const riley = await api.as('riley');
        const { answer } = await riley.data<{ answer: object }>(waiveDocument, { id, subjectDigest });
        const input = { promotionId: id, round, subjectDigest, decision: 'APPROVE', comment: 'Seen.' };
        for (const voter of ['sam', 'riley']) await run(await api.as(voter), 'castVote', { input });
        const bytes = await bytesOf(await fetched(id));
        const recorded = valueIn<{ gates: { gateId: string }[] }>(bytes, 'case.json');
        const result = verified(bytes);
        expect([result.valid, statusOf(result)['gates']]).toEqual([true, 'passed']);
        return { ...answer, ...recorded.gates.find(({ gateId }) => gateId === 'performance-holds') };
      };
      expect(await passportOf('most', 0.9)).toMatchObject({
        ...{ __typename: 'PromotionChanged', verdict: 'unknown' },
        reason: expect.stringMatching(
          /^A share of 0\.833333333 is labelled in the window .*; 0\.9 is needed\.$/,
        ),
      });
      expect(await passportOf('enough', 0.8)).toMatchObject({ __typename: 'Refusal', verdict: 'pass' });
    });

    it('P-112 can only show as unknown what the log did not hold, or holds no more', async () => {
      const id = await released('erased');
      await api.owner.query(
        `UPDATE audit_entry SET payload = NULL, salt = NULL
         WHERE workspace_id = $1 AND subject_id = $2 AND action = 'activatePromotion'`,
        [api.workspaceId, id],
      );
      const result = verified(await bytesOf(await fetched(id)));
      expect(failedIn(result)).toEqual([]);
      expect(statusOf(result)).toMatchObject({
        ...{ entries: 'unknown', case: 'unknown', decision: 'unknown', times: 'unknown' },
        ...{ gates: 'passed', tree: 'passed', signature: 'passed' },
      });
    });
  });

  describe('for whoever knows something from elsewhere', () => {
    it('P-105 fails under another key than the known one, and says without one that it found nothing out', () => {
      const stranger = ed25519Signer(keys[0]!.name, new Uint8Array(32).fill(7)).key;
      expect(failedIn(verified(genuine, { keys: [stranger] }))).toEqual(['key']);
      const unpinned = verified(genuine, {});
      expect(unpinned.valid).toBe(true);
      expect(statusOf(unpinned)['key']).toBe('unknown');
    });

    it('P-105 follows a key that handed over to the one that signs, and none that did not', () => {
      const old = api.services.auditExtract.signer(api.workspaceId);
      const next = ed25519Signer(old.key.name, new Uint8Array(32).fill(9));
      const { origin, size, root } = parseCheckpoint(textIn(genuine, 'audit/checkpoint.txt'))!;
      const body = checkpointBody({ origin, size, root, nextKey: next.key });
      const listed = { origin, keys: [old.key, next.key].map(formatVerifierKey) };
      const under = (handovers: string[]) => {
        const forger = new PassportForger(next);
        return verified(
          forger.put(forger.open(genuine), 'keys.json', canonicalJson({ ...listed, handovers })),
        );
      };
      expect(failedIn(under([signNote(body, [old, next])]))).toEqual([]);
      expect(detailOf(under([signNote(body, [next])]), 'key')).toMatch(/is not signed by both keys$/);
      expect(detailOf(under([]), 'key')).toBe('a key follows another without a handover');
    });

    it('P-106 agrees with a known checkpoint of its size, and with no other', () => {
      const known = parseCheckpoint(textIn(genuine, 'audit/checkpoint.txt'))!;
      expect(statusOf(verified(genuine, { keys, checkpoints: [known] }))['checkpoint']).toBe('passed');
      const forked = { ...known, root: '0'.repeat(64) };
      expect(failedIn(verified(genuine, { keys, checkpoints: [forked] }))).toEqual(['checkpoint']);
      const later = parseCheckpoint(textIn(other, 'audit/checkpoint.txt'))!;
      expect(statusOf(verified(genuine, { keys, checkpoints: [later] }))['checkpoint']).toBe('unknown');
    });
  });

  describe('changed', () => {
    const wholeFiles = ['case.json', 'policy.json', 'keys.json', 'statement.dsse.json'];

    /** Every way to change one leaf of a line of the log, and of the entry in it. */
    const entryChanges = (bytes: Uint8Array) => {
      const lines = textIn(bytes, passportNames.entries).trimEnd().split('\n');
      return lines.flatMap((line, at) => {
        const value = JSON.parse(line) as { canonical: string };
        const entry: unknown = JSON.parse(value.canonical);
        const changed = [
          // Of the case they are walked above.
          ...leavesOf(value)
            .filter(([, member]) => member !== 'decided')
            .map((leaf) => () => withLeaf(value, leaf)),
          ...leavesOf(entry).map((leaf) => () => ({
            ...value,
            canonical: canonicalJson(withLeaf(entry, leaf)),
          })),
        ];
        return changed.map((make) => () => {
          const others = lines.map((each, place) => (place === at ? canonicalJson(make()) : each));
          return others.map((each) => `${each}\n`).join('');
        });
      });
    };
    /** The file with one leaf changed, in canonical form. */
    const changedText = (bytes: Uint8Array, name: string, pick: number) => {
      if (name === passportNames.checkpoint)
        return textIn(bytes, name).replace(/[A-Za-z0-9+/]{10}/, (it) => `${it}A`);
      if (name === passportNames.entries) {
        const changes = entryChanges(bytes);
        return changes[pick % changes.length]!();
      }
      const value = valueIn<unknown>(bytes, name);
      const leaves = leavesOf(value);
      return canonicalJson(withLeaf(value, leaves[pick % leaves.length]!));
    };
    /** The file in its place, and the statement made to fit, unless it is the statement itself. */
    const putBy = (forger: PassportForger, files: Map<string, Uint8Array>, name: string) => (text: string) =>
      name === passportNames.statement
        ? packFiles(files.set(name, new TextEncoder().encode(text)))
        : forger.put(files, name, text);
    const evidenceNames = () =>
      [...insider().open(genuine).keys()].filter((name) => name.startsWith('evidence/'));

    it('P-107 binds every leaf of the case to the log: not even the log’s own key can sign another', () => {
      const value = valueIn<Record<string, unknown>>(genuine, 'case.json');
      const forger = insider();
      const files = forger.open(genuine);
      const leaves = leavesOf(value);
      expect(leaves.length).toBeGreaterThan(60);
      for (const leaf of leaves) {
        const text = canonicalJson(withLeaf(value, leaf));
        const failed = failedIn(verified(forger.put(files, 'case.json', text)));
        expect([leaf.join('.'), failed.some((check) => check === 'case' || check === 'format')]).toEqual([
          leaf.join('.'),
          true,
        ]);
      }
    }, 120_000);

    it('P-107 binds every leaf of an entry and of the policy: not even the log’s own key can sign another', () => {
      const forger = insider();
      const files = forger.open(genuine);
      for (const [at, change] of entryChanges(genuine).entries()) {
        const { valid } = verified(forger.put(files, passportNames.entries, change()));
        expect([at, valid]).toEqual([at, false]);
      }
      const policy = valueIn<unknown>(genuine, 'policy.json');
      for (const [pick, leaf] of leavesOf(policy).entries()) {
        const text = changedText(genuine, 'policy.json', pick);
        expect([leaf, failedIn(verified(forger.put(files, 'policy.json', text)))]).toEqual([
          leaf,
          expect.arrayContaining([expect.stringMatching(/^(policy|format)$/)]),
        ]);
      }
    }, 240_000);

    it('P-108 finds 500 random manipulations (seed 1), and none in the genuine ones', () => {
      const thief = new PassportForger(ed25519Signer(keys[0]!.name, new Uint8Array(32).fill(3)));
      const outsider = new PassportForger(null);
      const all = () => [...wholeFiles, passportNames.entries, passportNames.checkpoint, ...evidenceNames()];
      const place = fc.nat(1_000_000_000);
      const fileOf = (pick: number) => all()[pick % all().length]!;
      const kinds: Record<string, (pick: number, more: number) => Uint8Array> = {
        'flip a bit': (pick, more) => {
          const bytes = genuine.slice();
          bytes[pick % bytes.length]! ^= 1 << (more % 8);
          return bytes;
        },
        'flip a bit of a file, and list its digest': (pick, more) => {
          const files = outsider.open(genuine);
          const names = [...files.keys()].filter((name) => name !== passportNames.statement);
          const name = names[pick % names.length]!;
          const bytes = files.get(name)!.slice();
          bytes[more % bytes.length]! ^= 1 << (pick % 8);
          return outsider.close(files.set(name, bytes));
        },
        'drop a file': (pick) => {
          const files = outsider.open(genuine);
          files.delete(
            [...files.keys()].filter((name) => name !== passportNames.statement)[pick % (files.size - 1)]!,
          );
          return outsider.close(files);
        },
        'drop a file, and sign with another key': (pick) => {
          const files = thief.open(genuine);
          files.delete(
            [...files.keys()].filter((name) => name !== passportNames.statement)[pick % (files.size - 1)]!,
          );
          return thief.close(files);
        },
        'swap a file of two genuine ones': (pick) => {
          const [files, others] = [outsider.open(genuine), outsider.open(other)];
          const name = ['case.json', 'audit/entries.ndjson', 'audit/checkpoint.txt', 'statement.dsse.json'][
            pick % 4
          ]!;
          return packFiles(files.set(name, others.get(name)!));
        },
        'swap a file of two genuine ones, and list its digest': (pick) => {
          const [files, others] = [outsider.open(genuine), outsider.open(other)];
          const name = ['case.json', 'audit/entries.ndjson', 'audit/checkpoint.txt'][pick % 3]!;
          return outsider.close(files.set(name, others.get(name)!));
        },
        'change a leaf': (pick, more) => {
          const files = outsider.open(genuine);
          const name = fileOf(pick);
          return packFiles(files.set(name, new TextEncoder().encode(changedText(genuine, name, more))));
        },
        'change a leaf, and list the digests': (pick, more) =>
          putBy(outsider, outsider.open(genuine), fileOf(pick))(changedText(genuine, fileOf(pick), more)),
        'change a leaf, and sign with another key': (pick, more) => {
          const files = thief.open(genuine);
          const listed = valueIn<object>(genuine, 'keys.json');
          files.set(
            'keys.json',
            new TextEncoder().encode(canonicalJson({ ...listed, keys: [formatVerifierKey(thiefKey)] })),
          );
          return putBy(thief, files, fileOf(pick))(changedText(genuine, fileOf(pick), more));
        },
        'cut it off': (pick) => genuine.slice(0, pick % genuine.length),
        'append to it': (pick, more) =>
          new Uint8Array([...genuine, ...new Uint8Array((pick % 40) + 1).fill(more)]),
        'begin it otherwise': (pick) => new Uint8Array([...new Uint8Array((pick % 40) + 1), ...genuine]),
        'put a file in twice': (pick) => withTwice(genuine, all()[pick % 4]!),
        'repeat a member': (pick) => {
          const name = ['case.json', 'policy.json', 'keys.json', 'statement.dsse.json'][pick % 4]!;
          const text = textIn(genuine, name);
          const member = /^\{("[a-zA-Z]+":(?:"[^"]*"|[0-9]+|\[[^\]]*\]))/.exec(text)?.[1] ?? '"x":1,"x":1';
          return putBy(outsider, outsider.open(genuine), name)(text.replace('{', `{${member},`));
        },
        'add a file': (pick) => {
          const name = ['evidence/notes.json', `evidence/${'0'.repeat(64)}.json`, 'case.JSON', 'a/b'][
            pick % 4
          ]!;
          return outsider.put(outsider.open(genuine), name, '{}');
        },
        'leave a line of the log out, or turn two round': (pick, more) => {
          const lines = textIn(genuine, passportNames.entries).trimEnd().split('\n');
          const at = pick % lines.length;
          if (more % 2) lines.splice(at, 1);
          else lines.unshift(...lines.splice(at === 0 ? 1 : at, 1));
          const text = lines.map((line) => `${line}\n`).join('');
          return outsider.put(outsider.open(genuine), passportNames.entries, text);
        },
      };
      const thiefKey = ed25519Signer(keys[0]!.name, new Uint8Array(32).fill(3)).key;
      const met = new Map<string, number>();
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(kinds)), place, place, (kind, pick, more) => {
          const bytes = kinds[kind]!(pick, more);
          expect(Buffer.compare(bytes, genuine)).not.toBe(0);
          met.set(kind, (met.get(kind) ?? 0) + 1);
          const { valid, checks } = verified(bytes);
          return !valid && checks.some(({ status }) => status === 'failed');
        }),
        { seed: 1, numRuns: 500 },
      );
      expect([...met.keys()].sort()).toEqual(Object.keys(kinds).sort());
      expect([verified(genuine).valid, verified(other).valid]).toEqual([true, true]);
    }, 240_000);
  });
});
