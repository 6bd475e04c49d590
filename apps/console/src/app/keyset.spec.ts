import { gql, InMemoryCache } from '@apollo/client';
import { keysetPages } from './keyset';

const list = gql`
  query Things($after: String, $state: String) {
    things(first: 2, after: $after, state: $state) {
      nodes {
        id
      }
    }
  }
`;
const page = (...ids: string[]) => ({
  things: { __typename: 'Things', nodes: ids.map((id) => ({ __typename: 'Thing', id })) },
});
const cacheOf = () =>
  new InMemoryCache({ typePolicies: { Query: { fields: { things: keysetPages(['state']) } } } });
const shown = (cache: InMemoryCache, state: string) =>
  cache
    .readQuery<ReturnType<typeof page>>({ query: list, variables: { state } })
    ?.things.nodes.map((node) => node.id);

const count = gql`
  query Count($state: String) {
    things(first: 1, state: $state) {
      totalCount
    }
  }
`;

describe('keysetPages', () => {
  it('keeps what is listed when only the length is asked for', () => {
    const cache = cacheOf();
    const things = { __typename: 'Things', totalCount: 7 };
    cache.writeQuery({ query: list, variables: { state: 'A' }, data: page('1', '2') });
    cache.writeQuery({ query: count, variables: { state: 'A' }, data: { things } });
    expect(shown(cache, 'A')).toEqual(['1', '2']);
    expect(cache.readQuery({ query: count, variables: { state: 'A' } })).toEqual({ things });
  });

  it('adds the page after a cursor and starts again without one', () => {
    const cache = cacheOf();
    cache.writeQuery({ query: list, variables: { state: 'A' }, data: page('1', '2') });
    cache.writeQuery({ query: list, variables: { state: 'A', after: '2' }, data: page('3') });
    expect(shown(cache, 'A')).toEqual(['1', '2', '3']);
    cache.writeQuery({ query: list, variables: { state: 'A' }, data: page('9') });
    expect(shown(cache, 'A')).toEqual(['9']);
  });

  it('keeps lists of other arguments apart', () => {
    const cache = cacheOf();
    cache.writeQuery({ query: list, variables: { state: 'A' }, data: page('1') });
    cache.writeQuery({ query: list, variables: { state: 'B' }, data: page('2') });
    expect(shown(cache, 'A')).toEqual(['1']);
    expect(shown(cache, 'B')).toEqual(['2']);
  });
});
