import { randomBytes } from 'node:crypto';
import { parseCheckpoint, parseVerifierKey, verifyBundle } from '@countersign/domain/audit-log';
import { to as copyTo } from 'pg-copy-streams';
import { createTokenFor, goodPassword, idOf, invitationFor, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { OidcMembers } from '../access/oidc-members';

const people = 50;
const run = randomBytes(4).toString('hex');
const birds = Array.from({ length: people }, (_, index) => `zqx${index}kanarie${run}`);

/** A text in the forms in which it may survive: as it is, escaped, encoded; base64 by each place it can begin at. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  const aligned = (encoding: 'base64' | 'base64url') =>
    [0, 1, 2].map((offset) =>
      Buffer.concat([Buffer.alloc(offset), bytes])
        .toString(encoding)
        .slice(offset === 0 ? 0 : 4, -4),
    );
  const units = [...text].map((each) => each.charCodeAt(0));
  return [
    text,
    [...text].reverse().join(''),
    bytes.toString('hex'),
    Buffer.from(text, 'utf16le').toString('hex'),
    ...aligned('base64'),
    ...aligned('base64url'),
    units.map((unit) => `%${unit.toString(16)}`).join(''),
    units.map((unit) => `\\u00${unit.toString(16)}`).join(''),
    units.map((unit) => `&#${unit};`).join(''),
    units.map((unit) => `&#x${unit.toString(16)};`).join(''),
  ];
}

const needles = birds.flatMap((bird) => encodings(bird).map((form) => ({ bird, form: form.toLowerCase() })));
const birdsIn = (text: string) => {
  const folded = text.toLowerCase();
  return new Set(needles.filter(({ form }) => folded.includes(form)).map(({ bird }) => bird));
};

describe('fifty people who are erased', () => {
  let api: TestApi;
  let ira: ApiClient;
  let adaId: string;
  beforeAll(async () => {
    api = await startTestApi();
    ira = await api.as('ira');
    adaId = await idOf(await api.as('ada'));
  });
  afterAll(() => api.stop());

  /** Everything that a dump of the database would hold. */
  const dump = async () => {
    const { rows } = await api.owner.query<{ name: string }>(
      `SELECT quote_ident(relname) AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    );
    let text = '';
    for (const { name } of rows)
      for await (const part of api.owner.query(copyTo(`COPY ${name} TO STDOUT`))) text += String(part);
    return text;
  };
  const ada = () => ({
    ...{ kind: 'person' as const, id: adaId, name: 'Ada Weiss', workspaceId: api.workspaceId },
    roles: ['auditor' as const],
  });
  const bundle = async () => {
    let text = '';
    await api.services.auditExport.export(ada(), {}, async (part) => void (text += part));
    return text;
  };
  const answers = async () =>
    JSON.stringify([
      await ira.data('{ members(first: 100) { nodes { id name email } } }'),
      await ira.data('{ invitations(first: 200) { nodes { id email } } }'),
      await ira.data(
        '{ auditLog(first: 500) { nodes { action subjectId canonical payload actor { name } } } }',
      ),
    ]);
  const head = async () => {
    const checkpoint = await api.services.checkpoints.sign(api.workspaceId);
    return parseCheckpoint(checkpoint!.note)!;
  };
  async function* pieces(text: string) {
    yield new TextEncoder().encode(text);
  }

  /** Leaves traces of a person wherever the product keeps any, and answers their id. */
  const live = async (bird: string): Promise<string> => {
    const email = `${bird}@birds.example`;
    await invitationFor(api, email);
    const client = await makeAccount(api, {
      email,
      name: `Vogel ${bird}`,
      roles: ['ADMIN', 'DATA_SCIENTIST'],
    });
    const id = await idOf(client);
    await api.signIn({ password: { email: email.toUpperCase(), password: goodPassword } });
    await api.signIn({ password: { email, password: `${bird} is wrong` } }).catch(() => undefined);
    await createTokenFor(client, { name: `${bird}'s laptop`, scope: 'READ' });
    const providers = new OidcMembers(api.database, api.services.members, {
      ...{ workspaceId: api.workspaceId, groupRoles: new Map(), sessionHours: 8 },
    });
    const identity = { issuer: 'https://id.example', subject: `${bird}|7`, name: bird, email, roles: [] };
    await providers.admit(identity);
    // Another identity with the same address is turned away, and recorded.
    await providers.admit({ ...identity, subject: 'another' });
    return id;
  };

  it('PV-11 G29 stand in no table, no bundle and no answer, in no encoding; every proof holds', async () => {
    const ids: string[] = [];
    for (const bird of birds) ids.push(await live(bird));
    const before = await head();
    for (const text of [await dump(), await bundle(), await answers()])
      expect(birdsIn(text).size).toBe(people);

    for (const id of ids) {
      await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id });
      const erase = `mutation ($id: ID!) { eraseMember(input: { memberId: $id, reason: "Request." }) { __typename } }`;
      expect(await ira.data(erase, { id })).toEqual({ eraseMember: { __typename: 'MemberErased' } });
    }

    const after = await head();
    const text = await bundle();
    for (const each of [await dump(), text, await answers()]) expect([...birdsIn(each)]).toEqual([]);
    const keys = (await api.services.auditLog.keys(ada())).map((key) => parseVerifierKey(key)!);
    const result = await verifyBundle(pieces(text), { keys, checkpoints: [before, after] });
    expect(result).toMatchObject({ valid: true, from: 1 });
    expect(result.checks.filter(({ status }) => status !== 'passed')).toMatchObject([{ check: 'witness' }]);
    expect(await ira.data('{ verifyAuditLog { valid } }')).toEqual({ verifyAuditLog: { valid: true } });
  });

  it('PV-4 come in by the same identity as somebody new', async () => {
    const [bird] = birds as [string];
    const roles = ['auditor' as const];
    const providers = new OidcMembers(api.database, api.services.members, {
      ...{ workspaceId: api.workspaceId, groupRoles: new Map([['auditors', roles]]), sessionHours: 8 },
    });
    const identity = { issuer: 'https://id.example', subject: `${bird}|7`, name: 'Back', email: null, roles };
    expect(await providers.admit({ ...identity, roles: [] })).toMatchObject({
      refusal: { code: expect.stringMatching(/EMAIL_NOT_VERIFIED|NO_ROLE/) },
    });
    const back = await providers.admit({ ...identity, email: `${bird}@birds.example` });
    const { rows } = await api.owner.query<{ id: string }>(
      'SELECT id FROM member WHERE workspace_id = $1 AND pseudonymised_at IS NOT NULL',
      [api.workspaceId],
    );
    expect(rows).toHaveLength(people);
    expect(rows.map(({ id }) => id)).not.toContain('actor' in back ? back.actor.id : undefined);
    expect(back).toMatchObject({ actor: { name: 'Back' } });
  });
});
