import type { ReactElement } from 'react';
import { allowanceOf, useViewer } from '../../../app/use-permission';
import { Discussion } from './discussion-view';
import type { Promotion } from '../promotion';

/** The discussion of a promotion as the person signed in sees it. */
export function DiscussionTab({ promotion }: { promotion: Promotion }): ReactElement {
  const viewer = useViewer();
  const { allowed } = allowanceOf(viewer, 'promotion.comment');
  return <Discussion promotion={promotion} viewerId={viewer.actor.id} mayComment={allowed} />;
}
