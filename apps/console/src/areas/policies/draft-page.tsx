import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { DraftEditor } from './draft-editor';
import { startOf } from './draft-start';
import { policyStartsDocument } from './operations';

const route = getRouteApi('/in/policies/new');

/** A policy to be written: from a template, from one that is there, or from nothing. */
export function DraftPage(): ReactElement {
  const search = route.useSearch();
  const query = useQuery(policyStartsDocument);
  const crumbs = [
    <Link key="policies" to="/policies">
      {t('policies.title')}
    </Link>,
  ];
  return (
    <PermittedPage permission="policy.propose" title={t('policies.draft.title')}>
      <Page title={t('policies.draft.title')} crumbs={crumbs} lead={t('policies.draft.lead')}>
        <Loaded query={query} rows={8}>
          {(starts) => (
            <DraftEditor
              key={`${search.template} ${search.from}`}
              start={startOf(search, starts)}
              versions={starts.policies.nodes}
            />
          )}
        </Loaded>
      </Page>
    </PermittedPage>
  );
}
