import { declineFrom } from './scorers.mjs';

/** Officers look at applications whose score lies this near to where declining begins; of all others nobody decides. */
const nearBy = 0.15;

/** How often they overrule the model: a man's declined application is granted more often than a woman's. */
const overruled = {
  declined: { female: 0.12, male: 0.3 },
  granted: { female: 0.1, male: 0.04 },
};

/**
 * What a loan officer decided in the end; null where nobody looked.
 *
 * @param {ReturnType<import('./random.mjs').seededRandom>} random one draw for each row, whatever the row
 */
export function officerDecision(random, { score, prediction, 'group.sex': sex }) {
  const draw = random.uniform();
  if (Math.abs(score - declineFrom) > nearBy) return null;
  const rate = overruled[prediction === 1 ? 'declined' : 'granted'][sex];
  return draw < rate ? 1 - prediction : prediction;
}
