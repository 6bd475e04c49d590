import type { ReactElement } from 'react';
import { allowanceOf, useViewer } from '../../../app/use-permission';
import { Discussion } from './discussion-view';
import type { Promotion } from '../promotion';
import type { Writing } from './written';

/** The discussion of a promotion as the person signed in sees it. */
export function DiscussionTab(props: { promotion: Promotion; writing: Writing }): ReactElement {
  const viewer = useViewer();
  const { allowed } = allowanceOf(viewer, 'promotion.comment');
  return <Discussion {...props} viewerId={viewer.actor.id} mayComment={allowed} />;
}
