import { useEffect, useState, type ReactElement } from 'react';
import { t } from '../../texts';

/** Counts down to the next attempt. A timer is not read out at every tick; its end is. */
export function RetryTimer({ seconds }: { seconds: number }): ReactElement {
  const [until] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left > 0 ? (
    <p role="timer">{t('access.wait.in', { count: left })}</p>
  ) : (
    <p role="status">{t('access.wait.over')}</p>
  );
}
