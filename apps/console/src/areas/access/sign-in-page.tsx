import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import type { SignInInput, SignInMethodsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Page, Section } from '../../ui/page';
import { AccountForm } from './account-form';
import { Entrance } from './entrance';
import { signInMethodsDocument } from './operations';
import { ProviderRefusal } from './provider-refusal';
import { SignInTrouble } from './sign-in-trouble';
import { useSignIn } from './use-sign-in';

const route = getRouteApi('/sign-in');
type Methods = SignInMethodsQuery['session']['signInMethods'];
type Persona = Methods['personas'][number];

/** "ML product manager" says already that somebody is a product manager. */
const namesRoles = (job: string, roles: string): boolean => job.toLowerCase().includes(roles.toLowerCase());

function PersonaCard(props: { persona: Persona; busy: boolean; onChoose: () => void }): ReactElement {
  const { persona, busy, onChoose } = props;
  const roles = persona.roles.map((role) => word('role', role)).join(', ');
  return (
    <li className="cs-card">
      <h3>{persona.name}</h3>
      <p>{persona.job}</p>
      {namesRoles(persona.job, roles) ? null : <p className="cs-muted">{t('access.roles', { roles })}</p>}
      <Button onClick={onChoose} disabled={busy}>
        {t('access.as', { name: persona.name })}
      </Button>
    </li>
  );
}

/** The browser leaves the console for the provider, and comes back with a session or to this page with a code. */
function ProviderButton({ next }: { next: string | undefined }): ReactElement {
  const way = next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`;
  return (
    <Section title={t('access.oidc.title')}>
      <p>{t('access.oidc.why')}</p>
      <p>
        <Button component="a" href={`/v1/sign-in/oidc${way}`}>
          {t('access.oidc.go')}
        </Button>
      </p>
    </Section>
  );
}

interface WaysProps {
  methods: Methods;
  busy: boolean;
  next: string | undefined;
  /** Why the account form let nobody in: said beside it, since it may stand far below the top. */
  trouble: ReactElement | null;
  onChoose: (input: SignInInput) => void;
}

function Ways({ methods, busy, next, trouble, onChoose }: WaysProps): ReactElement {
  const { personas, password, oidc } = methods;
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
      {oidc ? <ProviderButton next={next} /> : null}
      {password ? (
        <Section title={t('access.account')}>
          {trouble}
          <AccountForm busy={busy} onSend={(account) => onChoose({ password: account })} />
          <p>
            {t('access.invited')} <Link to="/invitation">{t('access.useInvitation')}</Link>
          </p>
        </Section>
      ) : null}
    </>
  );
}

/** Where somebody without a session lands: a button per demo person, the organisation's way in, a local account. */
export function SignInPage(): ReactElement {
  const query = useQuery(signInMethodsDocument);
  const { next, error } = route.useSearch();
  const signIn = useSignIn(next);
  const [tried, setTried] = useState<keyof SignInInput | null>(null);
  const trouble = <SignInTrouble signIn={signIn} />;
  const choose = (input: SignInInput) => {
    setTried(input.password ? 'password' : 'persona');
    void signIn.enter(input);
  };
  return (
    <Entrance>
      <Page title={t('access.title')} lead={t('access.lead')}>
        {error !== undefined && tried === null ? (
          <ProviderRefusal title={t('access.refused.title')} code={error} />
        ) : null}
        {tried === 'password' ? null : trouble}
        <Loaded query={query}>
          {({ session }) => (
            <Ways
              methods={session.signInMethods}
              busy={signIn.pending}
              next={next}
              trouble={tried === 'password' ? trouble : null}
              onChoose={choose}
            />
          )}
        </Loaded>
      </Page>
    </Entrance>
  );
}
