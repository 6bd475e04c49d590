export const emergency = {
  propose: 'Propose an emergency',
  confirm: 'Confirm the emergency',
  not: '{{action}} is not open to you: {{message}}',
  proposal: {
    title: 'An emergency is proposed',
    what: '{{name}}, {{instant}}: {{justification}}',
    incident: 'Incident',
    waits:
      'Nothing moves until a second person confirms it, who did not request the promotion and depends neither on {{name}} nor on whoever requested it.',
  },
  serving: {
    title: 'This version serves by an emergency',
    until: 'It is not approved. Without an approval it ends on {{instant}}, in {{span}}.',
    over: 'Its time was over on {{instant}}.',
    people: 'Proposed by {{first}}, confirmed by {{second}} on {{instant}}: {{justification}}',
    end: 'A rejection ends it at once: the version before serves again, or where there is none this one serves on, suspended.',
  },
  was: {
    title: 'This version served by an emergency before it was approved',
    unapproved: 'This version served by an emergency and was not approved',
  },
  waived: 'Gates that it waived:',
  waivedNone: 'Every gate had passed.',
  gate: '{{title}}: {{reason}}',
  budget_one: '{{count}} emergency of this place within 30 days, of {{most}} that the policy allows.',
  budget_other: '{{count}} emergencies of this place within 30 days, of {{most}} that the policy allows.',
  form: {
    lead: 'The version would serve for {{hours}} at most, before it is approved. Somebody else has to confirm it. Both of you, the incident and every gate that did not pass stay on record.',
    incident: 'Incident',
    incidentHint: 'The name under which it is known elsewhere, such as INC-7.',
    justification: 'Why it cannot wait for its approval',
    submit: 'Propose it',
    done: 'The emergency was proposed. Somebody else has to confirm it.',
  },
  confirming: {
    lead: '{{name}} says: {{justification}}',
    effect:
      '“{{alias}}” in {{environment}} moves to version {{number}} of {{model}} at once, for {{hours}} at most. You answer for it together.',
    waives: 'It waives what does not pass now:',
    submit: 'Let version {{number}} serve',
    done: 'The version serves. It has to be approved until its time is over.',
  },
} as const;
