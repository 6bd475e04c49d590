import { createTokenFor } from '../testing/accounts';
import { startTestApi, type TestApi } from '../testing/api';
import { doors } from './mount';

describe('ids in the paths of doors', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const withIds = doors.filter(({ method, path }) => method === 'get' && path.includes(':'));

  it('there are some', () => {
    expect(withIds.length).toBeGreaterThan(2);
  });

  it.each(withIds.map(({ path }) => path))(
    'answers %s like an unknown one where they hold a NUL',
    async (path) => {
      const { secret } = await createTokenFor(await api.as('ira'), {
        scope: 'ADMIN',
        name: path.slice(0, 90),
      });
      for (const id of ['a%00b', '%00', '00000000-0000-4000-8000-000000000000%00']) {
        const response = await fetch(api.url + path.replace(/:\w+/, id), {
          headers: { authorization: `Bearer ${secret}` },
        });
        expect({ id, status: response.status }).toEqual({ id, status: 404 });
      }
    },
  );
});
