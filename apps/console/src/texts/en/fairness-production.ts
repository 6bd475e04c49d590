/** What the set-up of an audit asks of predictions made in production. */
export const fairnessProduction = {
  firstDay: 'First day',
  firstDayHint: 'Days begin and end at midnight UTC.',
  lastDay: 'Last day',
  lastDayHint: 'It is looked at, too.',
  matured: 'Days until the outcome is known',
  maturedHint:
    'How long it takes until nearly everybody’s outcome is there. The last day has to lie further back, or slow outcomes would be missing.',
  labelDays_one: 'Of the outcomes that came, 95 % came within {{count}} day.',
  labelDays_other: 'Of the outcomes that came, 95 % came within {{count}} days.',
  label: 'What happened',
  prediction: 'What was decided',
  positiveHint: 'In what was decided and in what happened. Numbers count as numbers: 1 and 1.0 are the same.',
  none: 'The version predicted nothing in these days.',
  lastLabelled:
    'No prediction made after {{day}} has an outcome yet: the days after it say nothing about errors. You may want to end there.',
  found:
    '{{n}} predictions. What happened is known for {{labelled}} of them ({{share}}); the rest count as unknown.',
  useScores: 'Look at the scores behind the decisions as well',
  useScoresHint:
    '{{n}} predictions have one. With them the report can show scores by group and other cut-offs.',
  threshold: 'From which score on was it a yes?',
  thresholdHint: 'Only scores were logged, no decisions: scores of at least this count as yes.',
} as const;
