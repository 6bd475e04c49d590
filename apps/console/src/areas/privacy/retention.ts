import { t } from '../../texts';

/** How long details are kept, in words; null is for ever. */
export const retentionText = (months: number | null | undefined): string =>
  months == null ? t('privacy.retention.forEver') : t('privacy.retention.months', { count: months });

/** Whether more is erased after the change than before. */
export const erasesMore = (before: number | null | undefined, after: number | null): boolean =>
  after !== null && (before == null || after < before);
