import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactElement } from 'react';

type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

const Anchor = (props: ButtonProps & AnchorProps): ReactElement => (
  <Button component="a" variant="default" {...props} />
);

/** A way to another page that stands among buttons and looks like one of them. */
export const ButtonLink = createLink(Anchor);
