import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { problemOf, type Problem } from '../app/errors';
import type { Refused } from './refusal-alert';

/** A union member of a mutation's answer: its result, or a refusal. */
type Answer = { __typename: string };
type Done<TAnswer> = Exclude<TAnswer, { __typename: 'Refusal' }>;

/** A mutation with one field, whose refusal and error are kept for display. */
export interface Action<TAnswer, TVariables> {
  /** Resolves with the result, or null when the action was refused or failed. */
  run: (variables: TVariables) => Promise<Done<TAnswer> | null>;
  pending: boolean;
  refusal: Refused | null;
  problem: Problem | null;
  clear: () => void;
}

const isRefusal = (answer: Answer): answer is Answer & Refused => answer.__typename === 'Refusal';

/** Runs a mutation and waits for the server's word: nothing is shown as done before it is. */
export function useAction<
  TData extends Record<string, unknown>,
  TVariables extends OperationVariables,
  TAnswer extends Answer,
>(
  document: TypedDocumentNode<TData, TVariables>,
  pick: (data: TData) => TAnswer,
): Action<TAnswer, TVariables> {
  const [mutate, { loading, client }] = useMutation<TData, OperationVariables>(document);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const clear = () => {
    setRefusal(null);
    setProblem(null);
  };
  const run = async (variables: TVariables): Promise<Done<TAnswer> | null> => {
    clear();
    try {
      const { data } = await mutate({ variables });
      if (!data) return null;
      const answer = pick(data as TData);
      if (!isRefusal(answer)) {
        // The action is done whatever comes of this; a query that fails to refresh shows its own error.
        await client.refetchQueries({ include: 'active' }).catch(() => undefined);
        return answer as Done<TAnswer>;
      }
      setRefusal({ code: answer.code, message: answer.message });
    } catch (error) {
      setProblem(problemOf(error));
    }
    return null;
  };
  return { run, pending: loading, refusal, problem, clear };
}
