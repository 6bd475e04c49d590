import { useState } from 'react';
import { emptyMapping, proposeMapping, type Mapping } from './mapping';

type Known = Parameters<typeof proposeMapping>[1];

/** The mapping of a form, proposed anew whenever the columns are known. */
export function useMapping() {
  const [columns, setColumns] = useState<readonly string[] | undefined>(undefined);
  const [mapping, setMapping] = useState<Mapping>(emptyMapping);
  const [assumeUtc, setAssumeUtc] = useState(true);
  const propose = (found: readonly string[] | undefined, known?: Known) => {
    setColumns(found);
    setMapping(found ? proposeMapping(found, known) : emptyMapping);
  };
  return {
    fields: { columns, mapping, assumeUtc, onMapping: setMapping, onAssumeUtc: setAssumeUtc },
    mapping,
    assumeUtc,
    propose,
  };
}
