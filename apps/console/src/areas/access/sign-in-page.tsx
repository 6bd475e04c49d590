import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import type { PersonasQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page, Section } from '../../ui/page';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { personasDocument, signInDocument } from './operations';

const route = getRouteApi('/sign-in');
type Persona = PersonasQuery['personas'][number];

function PersonaCard(props: { persona: Persona; busy: boolean; onChoose: () => void }): ReactElement {
  const { persona, busy, onChoose } = props;
  const roles = persona.roles.map((role) => word('role', role)).join(', ');
  return (
    <li className="cs-card">
      <h3>{persona.name}</h3>
      <p>{persona.job}</p>
      {roles === persona.job ? null : <p className="cs-muted">{t('access.roles', { roles })}</p>}
      <Button onClick={onChoose} disabled={busy}>
        {t('access.as', { name: persona.name })}
      </Button>
    </li>
  );
}

/** Where somebody without a session lands: one button per demo person, or how to get in without them. */
export function SignInPage(): ReactElement {
  const query = useQuery(personasDocument);
  const client = useApolloClient();
  const router = useRouter();
  const { next } = route.useSearch();
  const signIn = useAction(signInDocument, (data) => data.signInAsPersona);
  const choose = async (persona: string) => {
    if (!(await signIn.run({ persona }))) return;
    await client.clearStore();
    router.history.push(next ?? '/models');
  };
  const off = (
    <EmptyState
      title={t('access.off')}
      why={t('access.offWhy')}
      next={
        <>
          <p>{t('access.offNext')}</p>
          <code>{t('access.tokenCommand')}</code>
        </>
      }
    />
  );
  return (
    <main id="content" className="cs-sign-in">
      <p className="cs-product">{t('ui.product')}</p>
      <Page title={t('access.title')} lead={t('access.lead')}>
        <RefusalAlert refusal={signIn.refusal} />
        <ProblemAlert problem={signIn.problem} />
        <Loaded query={query}>
          {({ personas }) =>
            personas.length === 0 ? (
              off
            ) : (
              <Section title={t('access.demo')}>
                <p>{t('access.demoWhy')}</p>
                <ul className="cs-cards">
                  {personas.map((persona) => (
                    <PersonaCard
                      key={persona.key}
                      persona={persona}
                      busy={signIn.pending}
                      onChoose={() => void choose(persona.key)}
                    />
                  ))}
                </ul>
              </Section>
            )
          }
        </Loaded>
      </Page>
    </main>
  );
}
