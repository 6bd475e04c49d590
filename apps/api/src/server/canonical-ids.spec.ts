import { v7 as uuidv7 } from 'uuid';
import { idOf, makeAccount } from '../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../testing/api';
import { answeredCode } from '../testing/bypasses';
import { canonicalId } from './canonical-ids';

const spellings = (id: string) => {
  const bare = id.replaceAll('-', '');
  const fours = bare.replace(/(.{4})(?=.)/g, '$1-');
  return [id.toUpperCase(), `{${id}}`, bare, bare.toUpperCase(), fours, `{${fours.toUpperCase()}}`];
};

describe('ids in other spellings', () => {
  it('A-80 are spelt one way, and nothing else is', () => {
    for (let time = 0; time < 50; time += 1) {
      const id = uuidv7();
      for (const spelling of [id, ...spellings(id)]) expect(canonicalId(spelling)).toBe(id);
    }
    const id = uuidv7();
    for (const other of ['', 'x', `${id}0`, id.slice(1), ` ${id}`, `${id}\n`, 'a'.repeat(64), 'operator'])
      expect(canonicalId(other)).toBe(other);
  });

  describe('of people', () => {
    let api: TestApi;
    let admin: ApiClient;
    let own: string;
    beforeAll(async () => {
      api = await startTestApi();
      admin = await makeAccount(api, { email: 'own@example.com', roles: ['ADMIN'] });
      own = await idOf(admin);
    });
    afterAll(() => api.stop());

    const setRoles = (memberId: string, roles: string[]) =>
      admin.graphql(
        'mutation ($input: SetMemberRolesInput!) { answer: setMemberRoles(input: $input) { __typename ... on Refusal { code } } }',
        { input: { memberId, roles } },
      );

    it('A-80 G20 let nobody change their own roles, nor set their own password anew', async () => {
      for (const memberId of spellings(own)) {
        expect(answeredCode(await setRoles(memberId, ['ADMIN', 'RISK_OFFICER']))).toBe('OWN_ROLES');
        const literal = `mutation { answer: setMemberRoles(input: { memberId: "${memberId}", roles: [RISK_OFFICER] }) {
          __typename ... on Refusal { code } } }`;
        expect(answeredCode(await admin.graphql(literal))).toBe('OWN_ROLES');
        const reset = `mutation ($id: ID!) { answer: resetPassword(memberId: $id) { __typename ... on Refusal { code } } }`;
        expect(answeredCode(await admin.graphql(reset, { id: memberId }))).toBe('OWN_PASSWORD');
      }
      const { rows } = await api.owner.query<{ roles: string[] }>('SELECT roles FROM member WHERE id = $1', [
        own,
      ]);
      expect(rows).toEqual([{ roles: ['admin'] }]);
    });

    it('A-80 G20 P-38 hide from nobody whose roles somebody gave', async () => {
      const ids: string[] = [];
      for (const [at, spelling] of spellings(own).entries()) {
        const friend = await makeAccount(api, {
          email: `friend${at}@example.com`,
          roles: ['PRODUCT_MANAGER'],
        });
        const id = await idOf(friend);
        ids.push(id);
        expect(answeredCode(await setRoles(spellings(id)[at] ?? spelling, ['RISK_OFFICER']))).toBe('OK');
      }
      const { rows } = await api.owner.query<{ id: string }>(
        `SELECT member_id AS id FROM role_givers() WHERE workspace_id = $1 AND giver_id = $2 ORDER BY 1`,
        [api.workspaceId, own],
      );
      expect(rows.map(({ id }) => id)).toEqual(ids.sort());
    });
  });
});
