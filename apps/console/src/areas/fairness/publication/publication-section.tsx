import { whoMay } from '@countersign/domain/access';
import { useState, type ReactElement } from 'react';
import { allowanceOf, useViewer } from '../../../app/use-permission';
import type { Viewer } from '../../../app/session';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { CopyField } from '../../../ui/copy-field';
import { DigestText } from '../../../ui/digest-text';
import { GatedButton } from '../../../ui/gated-button';
import { Facts, Section } from '../../../ui/page';
import type { Audit } from '../forest';
import { PublishDialog } from './publish-dialog';
import { WithdrawDialog } from './withdraw-dialog';

type Publication = NonNullable<Audit['publication']>;

/** Whole, so that it can be passed on: people outside have no other way to it. */
const addressOf = ({ path }: Pick<Publication, 'path'>): string => `${window.location.origin}${path}`;

/** What was published, by whom, and under which address. */
function PublishedFacts({ publication }: { publication: Publication }): ReactElement {
  const { publishedAt, publishedBy, digest } = publication;
  return (
    <Facts
      facts={[
        [
          t('publication.published'),
          t('models.by', { instant: formatInstant(publishedAt), name: publishedBy.name }),
        ],
        [t('publication.digest'), <DigestText key="digest" digest={digest} />],
      ]}
    />
  );
}

function Public({ publication }: { publication: Publication }): ReactElement {
  return (
    <>
      <p>
        {t('publication.isPublic')}{' '}
        <a href={publication.path} target="_blank" rel="noreferrer">
          {t('publication.openPage')}
        </a>
      </p>
      <CopyField label={t('publication.address')} text={addressOf(publication)} />
      <PublishedFacts publication={publication} />
    </>
  );
}

function Withdrawn({ publication }: { publication: Publication }): ReactElement {
  const { withdrawnAt, withdrawnBy, reason, path } = publication;
  return (
    <>
      <p>{t('publication.isWithdrawn')}</p>
      <Facts
        wide
        facts={[
          [
            t('publication.withdrawn'),
            t('models.by', { instant: formatInstant(withdrawnAt ?? ''), name: withdrawnBy?.name ?? '' }),
          ],
          [t('publication.why'), reason],
          [t('publication.formerAddress'), <code key="address">{addressOf({ path })}</code>],
        ]}
      />
      <PublishedFacts publication={publication} />
    </>
  );
}

/** Why this viewer may not publish it now; undefined where they may. */
function denialOf(audit: Audit, viewer: Viewer): string | undefined {
  if (viewer.actor.id === audit.ranBy.id) return t('publication.publish.own');
  return audit.validity.ended.length > 0 ? t('publication.publish.ended') : undefined;
}

const isPublic = (publication: Publication | null): publication is Publication =>
  publication !== null && publication.withdrawnAt === null;

/** One button for what can be done now; its dialog stays until its outcome was read, though that changes the button. */
function PublicationAction({ audit, denied }: { audit: Audit; denied: string | undefined }): ReactElement {
  const { publication } = audit;
  const [asked, setAsked] = useState<'publish' | { withdraw: string } | null>(null);
  const close = () => setAsked(null);
  const isUp = isPublic(publication);
  return (
    <>
      <GatedButton
        variant="default"
        denied={isUp ? undefined : denied}
        onClick={() => setAsked(isUp ? { withdraw: publication.id } : 'publish')}
      >
        {t(isUp ? 'publication.withdraw.open' : 'publication.publish.open')}
      </GatedButton>
      {asked === 'publish' ? <PublishDialog audit={audit} onClose={close} /> : null}
      {asked !== null && asked !== 'publish' ? <WithdrawDialog id={asked.withdraw} onClose={close} /> : null}
    </>
  );
}

/** Whether anybody may read the summary of the audit, with the way to publish it and to take it back. */
export function PublicationPart(props: { audit: Audit; viewer: Viewer }): ReactElement {
  const { audit, viewer } = props;
  const { allowed } = allowanceOf(viewer, 'fairness.publish');
  const { publication } = audit;
  const action = allowed ? <PublicationAction audit={audit} denied={denialOf(audit, viewer)} /> : null;
  return (
    <Section title={t('publication.title')} actions={action}>
      {publication === null ? (
        <p>{t('publication.isNot')}</p>
      ) : isPublic(publication) ? (
        <Public publication={publication} />
      ) : (
        <Withdrawn publication={publication} />
      )}
      {allowed ? null : (
        <p className="cs-muted">{t('publication.whoMay', { roles: whoMay('fairness.publish') })}</p>
      )}
    </Section>
  );
}

/** The same for who is signed in. */
export function PublicationSection({ audit }: { audit: Audit }): ReactElement {
  return <PublicationPart audit={audit} viewer={useViewer()} />;
}
