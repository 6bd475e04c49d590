import { screen } from '@testing-library/react';
import type { PoliciesQuery } from '../../gql/graphql';
import { renderPart } from '../../testing/render';
import { ThinPools } from './thin-pools';

type Pool = PoliciesQuery['policiesInForce'][number]['thinPools'][number];
const pool = (roles: Pool['roles'], people: number, asked: number): Pool => ({
  ...{ __typename: 'ThinPool', roles, people, asked },
});

describe('ThinPools', () => {
  it('P-167 says roles and numbers, and nothing where there is somebody to spare', () => {
    const { container } = renderPart(<ThinPools pools={[]} />);
    expect(container.querySelector('.cs-alert')).toBeNull();
    renderPart(
      <ThinPools
        pools={[
          pool(['RISK_OFFICER'], 1, 1),
          pool(['SUBJECT_MATTER_EXPERT'], 0, 1),
          pool(['RISK_OFFICER', 'DATA_SCIENTIST'], 2, 2),
        ]}
      />,
    );
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Risk officer: 1 active member, and 1 needed.',
      'Subject-matter expert: no active member, and 1 needed.',
      'Risk officer and Data scientist: 2 active members, and 2 needed.',
    ]);
  });
});
