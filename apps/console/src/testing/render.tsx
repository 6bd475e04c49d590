import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
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

interface PageAt {
  /** The path of its route under `/in`, where the pages of people signed in are. */
  path: string;
  component: () => ReactElement;
  /** The address it is opened at. */
  at: string;
}

/** Renders a page at an address of its route; `go` leads to another one. */
export function renderPage({ path, component, at }: PageAt, answers: Answers) {
  const root = createRootRoute();
  const signedIn = createRoute({ getParentRoute: () => root, id: 'in' });
  const page = createRoute({ getParentRoute: () => signedIn, path, component });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ routeTree: root.addChildren([signedIn.addChildren([page])]), history });
  const client = clientOf(answers);
  render(
    <MantineProvider env="test">
      <ApolloProvider client={client}>
        <RouterProvider router={router as never} />
      </ApolloProvider>
    </MantineProvider>,
  );
  return { go: (to: string) => act(() => router.navigate({ to: to as never })) };
}
