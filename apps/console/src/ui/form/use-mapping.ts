import { useState } from 'react';
import {
  emptyMapping,
  proposeMapping,
  singleParts,
  withOnly,
  type Mapping,
  type SinglePart,
} from './mapping';

type Known = Parameters<typeof proposeMapping>[1];

/** The mapping of a form that offers `parts`, proposed anew whenever the columns are known. */
export function useMapping(parts: readonly SinglePart[] = singleParts) {
  const [columns, setColumns] = useState<readonly string[] | undefined>(undefined);
  const [mapping, setMapping] = useState<Mapping>(emptyMapping);
  const [assumeUtc, setAssumeUtc] = useState(true);
  const propose = (found: readonly string[] | undefined, known?: Known) => {
    setColumns(found);
    setMapping(found ? withOnly(proposeMapping(found, known), parts) : emptyMapping);
  };
  return {
    fields: { columns, mapping, assumeUtc, onMapping: setMapping, onAssumeUtc: setAssumeUtc },
    mapping,
    assumeUtc,
    propose,
  };
}
