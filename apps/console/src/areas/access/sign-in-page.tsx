import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import type { SignInInput, SignInMethodsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Page, Section } from '../../ui/page';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { AccountForm } from './account-form';
import { signInDocument, signInMethodsDocument } from './operations';

const route = getRouteApi('/sign-in');
type Methods = SignInMethodsQuery['session']['signInMethods'];
type Persona = Methods['personas'][number];

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

function Ways(props: {
  methods: Methods;
  busy: boolean;
  onChoose: (input: SignInInput) => void;
}): ReactElement {
  const { methods, busy, onChoose } = props;
  const { personas, password } = methods;
  return (
    <>
      {personas.length === 0 ? null : (
        <Section title={t('access.demo')}>
          <p>{t('access.demoWhy')}</p>
          <ul className="cs-cards">
            {personas.map((persona) => (
              <PersonaCard
                key={persona.key}
                persona={persona}
                busy={busy}
                onChoose={() => onChoose({ persona: persona.key })}
              />
            ))}
          </ul>
        </Section>
      )}
      {password ? (
        <Section title={t('access.account')}>
          <p>{t('access.accountWhy')}</p>
          <AccountForm busy={busy} onSend={(account) => onChoose({ password: account })} />
        </Section>
      ) : null}
    </>
  );
}

/** Where somebody without a session lands: one button per demo person, and the form of a local account. */
export function SignInPage(): ReactElement {
  const query = useQuery(signInMethodsDocument);
  const client = useApolloClient();
  const router = useRouter();
  const { next } = route.useSearch();
  const signIn = useAction(signInDocument, (data) => data.signIn);
  const choose = async (input: SignInInput) => {
    if (!(await signIn.run({ input }))) return;
    await client.clearStore();
    router.history.push(next ?? '/models');
  };
  return (
    <main id="content" className="cs-sign-in">
      <p className="cs-product">{t('ui.product')}</p>
      <Page title={t('access.title')} lead={t('access.lead')}>
        <RefusalAlert refusal={signIn.refusal} />
        <ProblemAlert problem={signIn.problem} />
        <Loaded query={query}>
          {({ session }) => (
            <Ways
              methods={session.signInMethods}
              busy={signIn.pending}
              onChoose={(input) => void choose(input)}
            />
          )}
        </Loaded>
      </Page>
    </main>
  );
}
