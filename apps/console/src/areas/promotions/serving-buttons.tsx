import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { ActButton, type ActButtonProps } from './act-button';
import type { Promotion, PromotionAction } from './promotion';
import { useQuestion } from './use-stale';

function RollBackDialog(props: {
  promotion: Promotion;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { promotion, opened, onClose, onConfirm } = props;
  const { number, model } = promotion.modelVersion;
  const effect = t('promotions.rollBack.effect', {
    alias: promotion.alias,
    environment: word('environment', promotion.environment).toLowerCase(),
    ...{ number, model: model.name },
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('promotions.rollBack.title')}>
      <div className="cs-form">
        <p>{effect}</p>
        <Group gap="xs">
          <Button onClick={onConfirm}>{t('promotions.rollBack.confirm', { number })}</Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

export interface ServingButtonsProps {
  promotion: Promotion;
  button: (action: PromotionAction) => Pick<ActButtonProps, 'permission' | 'reasonId' | 'held'>;
  /** Calls back with the comment, unless there is none. */
  withComment: (act: (comment: string) => void) => void;
  onRollBack: (comment: string) => void;
  onReinstate: (comment: string) => void;
}

/** What can be decided about a version that serves. */
export function ServingButtons(props: ServingButtonsProps): ReactElement {
  const { promotion, button, withComment, onRollBack, onReinstate } = props;
  const [asking, ask] = useQuestion();
  return (
    <>
      {promotion.state === 'SUSPENDED' ? (
        <ActButton
          {...button('REINSTATE')}
          label={t('promotions.bar.reinstate')}
          onAct={() => withComment(onReinstate)}
        />
      ) : null}
      <ActButton
        {...button('ROLL_BACK')}
        label={t('promotions.bar.rollBack')}
        onAct={() => withComment(ask.open)}
      />
      <RollBackDialog
        promotion={promotion}
        opened={asking}
        onClose={ask.close}
        onConfirm={() => {
          ask.close();
          withComment(onRollBack);
        }}
      />
    </>
  );
}
