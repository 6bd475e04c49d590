import type { ReactElement, ReactNode } from 'react';
import { counted } from '../../format/counted';
import { formatBytes, formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts, Section } from '../../ui/page';
import type { HeldEvidence, PassportContents as Contents } from './contents';
import { HeldEmergencyFacts, HeldVotes, HeldWaivers } from './held-decisions';
import { HeldTable } from './held-table';
import { toldWord } from './told-word';

function entriesText({ count, from, to, erased }: Contents['entries']): string {
  const all = t('passport.contents.entriesText', { count, from: formatCount(from), to: formatCount(to) });
  return erased > 0 ? `${all}; ${t('passport.contents.erased', { count: erased })}` : all;
}

/** The step that a passport is about, in words; one of another release by its own name. */
function stepName(action: string): string {
  const known = (['activatePromotion', 'castVote', 'refreshGates', 'waiveGate'] as const).find(
    (step) => step === action,
  );
  return known === undefined ? action : t(`passport.contents.step.${known}`);
}

function factsOf(contents: Contents): [string, ReactNode][] {
  const { about, round, policy, checkpoint, decided, approvedAt, expiresAt } = contents;
  const environment = toldWord('environment', about.environment);
  return [
    [t('passport.contents.about'), <DigestText key="artifact" digest={about.artifactDigest} />],
    [t('passport.contents.version'), <DigestText key="version" digest={about.modelVersionId} />],
    [
      t('passport.contents.target'),
      t('passport.contents.targetText', { environment, alias: about.alias, round }),
    ],
    [t('passport.contents.approved'), approvedAt ? formatInstant(approvedAt) : t('ui.none')],
    [t('passport.contents.lapses'), expiresAt ? formatInstant(expiresAt) : t('ui.none')],
    [
      t('passport.contents.decided'),
      decided
        ? t('passport.contents.decidedText', {
            ...{ step: stepName(decided.action), instant: formatInstant(decided.at) },
          })
        : t('ui.none'),
    ],
    [
      t('passport.contents.policy'),
      <>
        {t('passport.contents.policyText', policy)} <DigestText digest={policy.digest} />
      </>,
    ],
    [t('passport.contents.votedOn'), <DigestText key="votedOn" digest={contents.votedOn} />],
    [t('passport.contents.entries'), entriesText(contents.entries)],
    [
      t('passport.contents.checkpoint'),
      <>
        {t('passport.contents.checkpointText', { entries: counted(checkpoint.size, 'entries') })}{' '}
        <DigestText digest={checkpoint.root} />
      </>,
    ],
    [
      t('passport.contents.files'),
      t('passport.contents.filesText', { count: contents.files, bytes: formatBytes(contents.bytes) }),
    ],
    [t('passport.contents.digest'), <DigestText key="digest" digest={contents.digest} />],
  ];
}

function Evidence(props: { evidence: readonly HeldEvidence[]; whyLeftOut: string }): ReactElement {
  const { evidence, whyLeftOut } = props;
  if (evidence.length === 0) return <p>{t('passport.contents.noGates')}</p>;
  const heads = (['gate', 'document', 'there'] as const).map((head) => t(`passport.contents.${head}`));
  const rows = evidence.map(({ title, digest, isThere }) => [
    title,
    digest === null ? t('passport.contents.nothing') : <DigestText digest={digest} />,
    digest === null ? t('ui.none') : t(isThere ? 'passport.contents.held' : 'passport.contents.leftOut'),
  ]);
  const isOneLeftOut = evidence.some(({ digest, isThere }) => digest !== null && !isThere);
  return (
    <>
      <HeldTable caption={t('passport.contents.evidence')} heads={heads} rows={rows} />
      {isOneLeftOut ? <p className="cs-note">{whyLeftOut}</p> : null}
    </>
  );
}

/** What a passport holds; `names` are of people as the server knows them, else they are called as the file printed them. */
export function PassportContents(props: {
  contents: Contents;
  isVouchedFor: boolean;
  names?: ReadonlyMap<string, string>;
  whyLeftOut: string;
}): ReactElement {
  const { contents, isVouchedFor, whyLeftOut } = props;
  const { emergency, votes, waivers } = contents;
  const names = new Map([...contents.printed, ...(props.names ?? [])]);
  return (
    <Section title={t(isVouchedFor ? 'passport.contents.title' : 'passport.contents.claims')}>
      {isVouchedFor ? null : <p className="cs-note">{t('passport.contents.claimsWhy')}</p>}
      <Facts facts={factsOf(contents)} />
      {emergency ? <HeldEmergencyFacts emergency={emergency} names={names} /> : null}
      <h3>{t('passport.contents.votes')}</h3>
      <HeldVotes votes={votes} names={names} />
      {waivers.length > 0 ? <HeldWaivers waivers={waivers} names={names} /> : null}
      <h3>{t('passport.contents.evidence')}</h3>
      <Evidence evidence={contents.evidence} whyLeftOut={whyLeftOut} />
    </Section>
  );
}
