import type { ReactElement, ReactNode } from 'react';
import { formatBytes, formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { listOf } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts, Section } from '../../ui/page';
import type { HeldEvidence, HeldVote, PassportContents as Contents } from './contents';
import { toldWord } from './told-word';

function entriesText({ count, from, to, erased }: Contents['entries']): string {
  const all = t('passport.contents.entriesText', { count, from: formatCount(from), to: formatCount(to) });
  return erased > 0 ? `${all}; ${t('passport.contents.erased', { count: erased })}` : all;
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
      decided ? `${decided.action}, ${formatInstant(decided.at)}` : t('ui.none'),
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
        {t('passport.contents.checkpointText', { size: formatCount(checkpoint.size) })}{' '}
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

/** A small table, which folds on a narrow screen. */
function Rows(props: {
  caption: string;
  heads: readonly string[];
  rows: readonly ReactNode[][];
}): ReactElement {
  const { caption, heads, rows } = props;
  return (
    <table className="cs-table cs-table-reflow">
      <caption className="cs-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, at) => (
              <td key={heads[at]} data-label={heads[at]}>
                {/* One box, so that a cell that folds keeps its parts together. */}
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Votes(props: { votes: readonly HeldVote[]; names: ReadonlyMap<string, string> }): ReactElement {
  const { votes, names } = props;
  if (votes.length === 0) return <p>{t('passport.contents.noVotes')}</p>;
  const heads = (['who', 'decision', 'as', 'round'] as const).map((head) => t(`passport.contents.${head}`));
  const rows = votes.map(({ personId, decision, roles, round }) => [
    names.get(personId) ?? <DigestText digest={personId} />,
    toldWord('decision', decision),
    listOf(roles.map((role) => toldWord('role', role))),
    round,
  ]);
  return <Rows caption={t('passport.contents.votes')} heads={heads} rows={rows} />;
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
      <Rows caption={t('passport.contents.evidence')} heads={heads} rows={rows} />
      {isOneLeftOut ? <p className="cs-note">{whyLeftOut}</p> : null}
    </>
  );
}

/** What a passport holds; `names` are of people whom the reader may know, the file has only their ids. */
export function PassportContents(props: {
  contents: Contents;
  isVouchedFor: boolean;
  names?: ReadonlyMap<string, string>;
  whyLeftOut: string;
}): ReactElement {
  const { contents, isVouchedFor, names = new Map<string, string>(), whyLeftOut } = props;
  return (
    <Section title={t(isVouchedFor ? 'passport.contents.title' : 'passport.contents.claims')}>
      {isVouchedFor ? null : <p className="cs-note">{t('passport.contents.claimsWhy')}</p>}
      <Facts facts={factsOf(contents)} />
      <h3>{t('passport.contents.votes')}</h3>
      <Votes votes={contents.votes} names={names} />
      <h3>{t('passport.contents.evidence')}</h3>
      <Evidence evidence={contents.evidence} whyLeftOut={whyLeftOut} />
    </Section>
  );
}
