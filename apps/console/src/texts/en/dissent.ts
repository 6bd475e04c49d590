/** What was objected to a release. */
export const dissent = {
  title: 'Objections',
  lead: 'What was said against it in any round, and before in promotions of the same artefact.',
  round: 'Round {{round}}',
  earlier: 'Earlier promotion to {{environment}} ({{alias}}), round {{round}}',
} as const;
