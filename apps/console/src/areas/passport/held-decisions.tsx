import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { listOf } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts } from '../../ui/page';
import type { HeldEmergency, HeldVote, HeldWaiver } from './contents';
import { HeldTable } from './held-table';
import { toldWord } from './told-word';

/** Of people whose names are known, by their ids. */
type Names = ReadonlyMap<string, string>;

/** Somebody by their name, or by their id where nobody here knows it. */
function Who({ id, names }: { id: string; names: Names }): ReactElement {
  const name = names.get(id);
  return name === undefined ? <DigestText digest={id} /> : <>{name}</>;
}

function Voter({ vote, names }: { vote: HeldVote; names: Names }): ReactElement {
  const { personId, onBehalfOf } = vote;
  if (onBehalfOf === null) return <Who id={personId} names={names} />;
  return (
    <>
      <Who id={personId} names={names} /> {t('passport.contents.for')} <Who id={onBehalfOf} names={names} />
    </>
  );
}

const rolesText = (roles: readonly string[]): string => listOf(roles.map((role) => toldWord('role', role)));

/** Who decided what, in which role, and for whom. */
export function HeldVotes({ votes, names }: { votes: readonly HeldVote[]; names: Names }): ReactElement {
  if (votes.length === 0) return <p>{t('passport.contents.noVotes')}</p>;
  const heads = (['who', 'decision', 'as', 'round'] as const).map((head) => t(`passport.contents.${head}`));
  const rows = votes.map((vote) => [
    <Voter key="who" vote={vote} names={names} />,
    toldWord('decision', vote.decision),
    rolesText(vote.roles),
    vote.round,
  ]);
  return <HeldTable caption={t('passport.contents.votes')} heads={heads} rows={rows} />;
}

/** What was let go on although a gate did not pass. */
export function HeldWaivers(props: { waivers: readonly HeldWaiver[]; names: Names }): ReactElement {
  const { waivers, names } = props;
  const heads = (['gate', 'found', 'who', 'as', 'why', 'round'] as const).map((head) =>
    t(`passport.contents.${head}`),
  );
  const rows = waivers.map(({ title, found, personId, roles, reason, round }) => [
    ...[title, found, <Who key="who" id={personId} names={names} />, rolesText(roles)],
    ...[reason ?? t('passport.contents.erasedReason'), round],
  ]);
  return (
    <>
      <h3>{t('passport.contents.waivers')}</h3>
      <p className="cs-note">{t('passport.contents.waiversLead')}</p>
      <HeldTable caption={t('passport.contents.waivers')} heads={heads} rows={rows} />
    </>
  );
}

/** That the version served before it was approved, since when, and by whom. */
export function HeldEmergencyFacts(props: { emergency: HeldEmergency; names: Names }): ReactElement {
  const { emergency, names } = props;
  const { incident, proposerId, confirmerId, from, until } = emergency;
  return (
    <>
      <h3>{t('passport.contents.emergency')}</h3>
      <p className="cs-note">{t('passport.contents.emergencyLead', { instant: formatInstant(from) })}</p>
      <Facts
        facts={[
          [t('emergency.proposal.incident'), incident],
          [t('passport.contents.proposed'), <Who key="proposed" id={proposerId} names={names} />],
          [t('passport.contents.confirmed'), <Who key="confirmed" id={confirmerId} names={names} />],
          [t('passport.contents.until'), formatInstant(until)],
        ]}
      />
    </>
  );
}
