import { type Job } from '../../jobs/job';

/** Reminders, and ends of what nobody decided or activated in time, are written down within a minute. */
export const keepTerms: Job = {
  name: 'promotion.terms',
  permission: 'promotion.keep_terms',
  everySeconds: 60,
  run: ({ terms }, actor) => terms.keep(actor),
};
