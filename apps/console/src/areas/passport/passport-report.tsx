import { passportCheckNames, type PassportVerification } from '@countersign/domain/passport';
import { useEffect, useRef, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Section } from '../../ui/page';
import { CheckTable } from '../audit-log/check-table';
import { toldWord } from './told-word';

function verdictOf({ valid, checks }: PassportVerification): string {
  const count = (wanted: string) => checks.filter(({ status }) => status === wanted).length;
  if (!valid) return t('passport.report.invalid', { count: count('failed') });
  const unknown = count('unknown');
  if (unknown === 0) return t('passport.report.valid');
  return t('passport.report.validBut', { count: unknown, of: checks.length });
}

function About(props: { fileName: string; result: PassportVerification }): ReactElement | null {
  const { promotion, valid } = props.result;
  if (promotion === null) return null;
  const values = {
    file: props.fileName,
    version: promotion.modelVersionId,
    alias: promotion.alias,
    environment: toldWord('environment', promotion.environment).toLowerCase(),
    instant: formatInstant(promotion.decidedAt),
  };
  return <p>{t(valid ? 'passport.report.says' : 'passport.report.claims', values)}</p>;
}

/** What came of checking a passport: the verdict, every check, and what that does not show. */
export function PassportReport(props: { fileName: string; result: PassportVerification }): ReactElement {
  const { result } = props;
  const { valid, checks } = result;
  const tone = valid ? 'ok' : 'alert';
  const verdict = useRef<HTMLParagraphElement>(null);
  // What is above may fill the screen: what came of it is brought into sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void verdict.current?.scrollIntoView({ block: 'center' });
  }, [result]);
  return (
    <Section title={t('passport.report.title')}>
      <p ref={verdict} className={`cs-verdict cs-verdict-wrap cs-verdict-large cs-tone-${tone}`}>
        <Icon name={tone} size={20} /> <span>{verdictOf(result)}</span>
      </p>
      <About {...props} />
      <CheckTable
        checks={checks.map(({ check, status, detail, meaning = '' }) => ({
          ...{ check, status, name: passportCheckNames[check], detail: `${detail}. ${meaning}`.trim() },
        }))}
      />
      {checks.some(({ status }) => status === 'unknown') ? (
        <p className="cs-muted">{t('passport.report.unknown')}</p>
      ) : null}
      <p className="cs-muted">{t('passport.report.limit')}</p>
    </Section>
  );
}
