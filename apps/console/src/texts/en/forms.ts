export const forms = {
  refused: 'Refused: nothing was changed',
  failed: 'This did not work: nothing was changed',
  field: 'field {{field}}',
  line: 'line {{line}}',
} as const;
