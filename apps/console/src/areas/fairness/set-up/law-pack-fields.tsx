import type { LawPack as PackData } from '@countersign/statistics/law-packs';
import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LawPack } from '../../../gql/graphql';
import { t } from '../../../texts';
import { ForbiddenGroups } from './attribute-fields';
import { packNames as names, packs } from './packs';
import type { StepProps } from './population';

function Statements({ title, lines }: { title: string; lines: readonly string[] }): ReactElement {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** What a pack measures, what it does not claim, and where that stands. */
function PackText({ pack, name }: { pack: PackData; name: LawPack }): ReactElement {
  return (
    <details className="cs-note">
      <summary>{t('fairnessSetUp.limits.about', { pack: t(`fairnessSetUp.limits.pack.${name}`) })}</summary>
      <p>{pack.description}</p>
      <Statements title={t('fairnessSetUp.limits.measuresOf')} lines={pack.measures} />
      <Statements title={t('fairnessSetUp.limits.doesNotClaim')} lines={pack.doesNotClaim} />
      <p>
        {t('fairnessSetUp.limits.since', { jurisdiction: pack.jurisdiction, date: pack.effectiveFrom })}{' '}
        {pack.verified ? '' : t('fairnessSetUp.limits.unverified')}
      </p>
      <ul>
        {pack.sources.map(({ title, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The rules whose figures the report should state, each with what it does not say. */
export function LawPackFields({ answers, errorOf, onChange }: StepProps): ReactElement {
  const knowsShare = answers.lawPacks.some((name) => packs[name].rules.smallShare !== null);
  return (
    <>
      <Checkbox.Group
        label={t('fairnessSetUp.limits.packs')}
        description={t('fairnessSetUp.limits.packsHint')}
        value={[...answers.lawPacks]}
        error={errorOf('lawPacks')}
        onChange={(chosen) => onChange({ lawPacks: names.filter((name) => chosen.includes(name)) })}
      >
        <div className="cs-choices">
          {names.map((name) => (
            <div key={name} className="cs-criterion">
              <Checkbox
                value={name}
                label={t(`fairnessSetUp.limits.pack.${name}`)}
                description={packs[name].title}
              />
              <PackText pack={packs[name]} name={name} />
            </div>
          ))}
        </div>
      </Checkbox.Group>
      <ForbiddenGroups answers={answers} />
      {knowsShare ? (
        <Checkbox
          label={t('fairnessSetUp.limits.leaveOut')}
          description={t('fairnessSetUp.limits.leaveOutHint')}
          checked={answers.leaveOutSmall}
          onChange={(event) => onChange({ leaveOutSmall: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
