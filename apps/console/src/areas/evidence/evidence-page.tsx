import { useQuery } from '@apollo/client/react';
import { canonicalJson, digestOf } from '@countersign/domain/audit-log';
import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { evidenceKind } from '../../format/words';
import type { EvidenceQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DigestText, shortDigest } from '../../ui/digest-text';
import { downloadText } from '../../ui/download';
import { Icon } from '../../ui/icons';
import { JsonTree } from '../../ui/json-tree';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section } from '../../ui/page';
import { evidenceDocument } from './operations';

const route = getRouteApi('/in/evidence/$digest');
type Evidence = EvidenceQuery['evidence'];

/** Whether this browser, from the report it was given, arrives at the digest the address names. */
function Check({ evidence, named }: { evidence: Evidence; named: string }): ReactElement {
  const computed = useMemo(() => digestOf(evidence.body), [evidence]);
  const matches = computed === named;
  return (
    <p className={`cs-verdict cs-verdict-wrap cs-tone-${matches ? 'ok' : 'alert'}`} role="status">
      <Icon name={matches ? 'ok' : 'alert'} size={18} />
      <span>{matches ? t('evidence.matches') : t('evidence.differs', { computed })}</span>
    </p>
  );
}

function Report({ evidence, named }: { evidence: Evidence; named: string }): ReactElement {
  const download = () =>
    downloadText(`evidence-${named}.json`, 'application/json', canonicalJson(evidence.body));
  return (
    <>
      <Check evidence={evidence} named={named} />
      <Facts
        facts={[
          [t('evidence.kind'), evidenceKind(evidence.kind)],
          [t('evidence.produced'), formatInstant(evidence.producedAt)],
        ]}
      />
      <Facts wide facts={[[t('evidence.digest'), <DigestText key="digest" digest={named} whole />]]} />
      <Section
        title={t('evidence.body')}
        actions={
          <Button variant="default" onClick={download}>
            {t('evidence.download')}
          </Button>
        }
      >
        <p className="cs-muted">{t('evidence.downloadHint')}</p>
        <div className="cs-figure">
          <JsonTree value={evidence.body} label={t('evidence.body')} />
        </div>
      </Section>
    </>
  );
}

/** One immutable report by its digest, which the browser computes again over what it was given. */
export function EvidencePage(): ReactElement {
  const { digest } = route.useParams();
  const query = useQuery(evidenceDocument, { variables: { digest } });
  return (
    <Page title={t('evidence.title', { digest: shortDigest(digest) })} lead={t('evidence.lead')}>
      <Loaded query={query} rows={8}>
        {({ evidence }) => <Report evidence={evidence} named={digest} />}
      </Loaded>
    </Page>
  );
}
