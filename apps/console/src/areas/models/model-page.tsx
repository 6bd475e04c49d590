import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { ModelQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Facts, Page, Section, titleOf } from '../../ui/page';
import { ModelHealth } from './model-health';
import { aliasColumns, versionColumns } from './model-columns';
import { modelDocument } from './operations';
import { RegisterVersionForm } from './register-version-form';
import { VersionDetail } from './version-detail';

const route = getRouteApi('/in/models/$modelId');
type Model = ModelQuery['model'];

function ModelFacts({ model }: { model: Model }): ReactElement {
  return (
    <Facts
      facts={[
        [t('models.health'), <ModelHealth key="health" model={model} />],
        [t('models.task'), word('task', model.task)],
        [t('models.riskTier'), word('riskTier', model.riskTier)],
        [
          t('models.lastData'),
          model.lastPredictionAt ? formatInstant(model.lastPredictionAt) : t('ui.never'),
        ],
        [
          t('models.registered'),
          t('models.by', { instant: formatInstant(model.createdAt), name: model.createdBy.name }),
        ],
      ]}
    />
  );
}

/** One model: purpose, aliases, versions, and the records of the version in view. */
export function ModelPage(): ReactElement {
  const { modelId } = route.useParams();
  const search = route.useSearch();
  const query = useQuery(modelDocument, { variables: { id: modelId } });
  const model = query.data?.model;
  return (
    <Page
      title={titleOf(query, model?.name)}
      crumbs={[
        <Link key="models" to="/models">
          {t('models.title')}
        </Link>,
      ]}
      lead={model?.purpose}
      actions={
        <>
          <Link to="/models/$modelId/drift" params={{ modelId }} search={search}>
            {t('models.drift')}
          </Link>
          <Link to="/models/$modelId/performance" params={{ modelId }} search={search}>
            {t('models.performance')}
          </Link>
          <Link to="/models/$modelId/fairness" params={{ modelId }} search={search}>
            {t('models.fairness')}
          </Link>
        </>
      }
    >
      <Loaded query={query} rows={6}>
        {(data) => {
          const { versions, aliases } = data.model;
          const chosen =
            versions.nodes.find((version) => version.number === search.version) ?? versions.nodes[0];
          return (
            <>
              <ModelFacts model={data.model} />
              <Section title={t('models.aliases')}>
                <DataTable
                  caption={t('models.aliases')}
                  columns={aliasColumns}
                  rows={aliases}
                  rowKey={(alias) => `${alias.environment} ${alias.name}`}
                  empty={{
                    title: t('models.aliasesEmpty.title'),
                    why: t('models.aliasesEmpty.why'),
                    next: t('models.aliasesEmpty.next'),
                  }}
                />
              </Section>
              <Section title={t('models.versions')} actions={<RegisterVersionForm modelId={modelId} />}>
                <DataTable
                  caption={t('models.versions')}
                  columns={versionColumns(modelId, chosen?.id)}
                  rows={versions.nodes}
                  rowKey={(version) => version.id}
                  empty={{
                    title: t('models.versionsEmpty.title'),
                    why: t('models.versionsEmpty.why'),
                    next: t('models.versionsEmpty.next'),
                  }}
                  more={morePages(versions, query)}
                />
              </Section>
              {chosen ? <VersionDetail key={chosen.id} model={data.model} version={chosen} /> : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
