import { forEachAlone } from '../../jobs/for-each-alone';
import { type Job } from '../../jobs/job';

/** Reminders, and ends of what nobody decided, activated or approved in time, are written down within a minute. */
export const keepTerms: Job = {
  name: 'promotion.terms',
  permission: 'promotion.keep_terms',
  everySeconds: 60,
  run: async ({ terms, emergencies }, actor) => {
    await forEachAlone([() => terms.keep(actor), () => emergencies.endDue(actor)], (keep) => keep());
  },
};
