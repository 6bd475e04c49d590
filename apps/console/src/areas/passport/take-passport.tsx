import { whoMay } from '@countersign/domain/access';
import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { formatBytes } from '../../format/numbers';
import { t } from '../../texts';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/refusal-alert';
import type { Promotion } from '../promotions/promotion';
import { CheckElsewhere } from './check-elsewhere';
import { isVouchedFor } from './check-passport';
import { PassportContents } from './passport-contents';
import { PassportReport } from './passport-report';
import { usePassport } from './use-passport';

/** The file names people by their ids; the promotion knows the names of those who took part. */
function namesIn({ votes, waivers, emergency, requestedBy }: Promotion): ReadonlyMap<string, string> {
  const people = [
    ...[requestedBy, emergency?.proposedBy, emergency?.confirmedBy],
    ...votes.flatMap(({ person, onBehalfOf }) => [person, onBehalfOf]),
    ...waivers.map(({ person }) => person),
  ];
  return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
}

function TakeButtons({ passport }: { passport: ReturnType<typeof usePassport> }): ReactElement {
  const { taken, download, check } = passport;
  const [isDownloaded, setDownloaded] = useState(false);
  const isBusy = download.pending || check.pending;
  const keep = async () => setDownloaded((await download.run(undefined)) !== null);
  return (
    <Section title={t('passport.take.title')}>
      <p className="cs-note">{t('passport.take.recorded')}</p>
      <div className="cs-row-actions">
        <Button onClick={() => void keep()} loading={download.pending} disabled={isBusy}>
          {t('passport.take.download')}
        </Button>
        <Button
          variant="default"
          onClick={() => void check.run(undefined)}
          loading={check.pending}
          disabled={isBusy}
        >
          {t('passport.take.check')}
        </Button>
      </div>
      <div role="status">
        {isDownloaded && taken
          ? t('passport.take.downloaded', { file: taken.fileName, bytes: formatBytes(taken.bytes.length) })
          : null}
      </div>
      <ProblemAlert problem={download.problem ?? check.problem} />
      <p className="cs-note">
        {t('passport.own.what')} <strong>{t('passport.own.more')}</strong>
      </p>
    </Section>
  );
}

/** Takes the passport of an approved promotion: to keep, to check here, and to look at what it holds. */
export function TakePassport({ promotion }: { promotion: Promotion }): ReactElement {
  const passport = usePassport(promotion.id);
  const { checked, contents } = passport;
  return (
    <>
      <TakeButtons passport={passport} />
      <div role="status">{checked ? <PassportReport {...checked} /> : null}</div>
      {contents ? (
        <PassportContents
          contents={contents}
          isVouchedFor={checked === null || isVouchedFor(checked.result)}
          names={namesIn(promotion)}
          whyLeftOut={t('passport.contents.leftOutForYou', { roles: whoMay('fairness.small_cells') })}
        />
      ) : (
        <Section title={t('passport.contents.title')}>
          <p className="cs-note">{t('passport.take.first')}</p>
        </Section>
      )}
      <CheckElsewhere fileName={`passport-${promotion.id}.zip`} />
    </>
  );
}
