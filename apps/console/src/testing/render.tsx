import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { of } from 'rxjs';
import type { ReactElement, ReactNode } from 'react';

/** Answers an operation by its name and variables, in place of the server. */
export type Answers = Record<string, (variables: Record<string, unknown>) => Record<string, unknown>>;

/** A real client whose link answers from a table; an operation that is not in it fails the test. */
function clientOf(answers: Answers): ApolloClient {
  const link = new ApolloLink((operation) => {
    const answer = answers[operation.operationName ?? ''];
    if (!answer) throw new Error(`no answer for ${operation.operationName}`);
    return of({ data: answer(operation.variables) });
  });
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

/** Renders a part inside the providers that every page has. */
export function renderPart(part: ReactElement, answers: Answers = {}) {
  const client = clientOf(answers);
  // Enough for links: no page is opened.
  const router = createRouter({ routeTree: createRootRoute() });
  return render(part, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <MantineProvider env="test">
        <ApolloProvider client={client}>
          <RouterContextProvider router={router as never}>{children}</RouterContextProvider>
        </ApolloProvider>
      </MantineProvider>
    ),
  });
}
