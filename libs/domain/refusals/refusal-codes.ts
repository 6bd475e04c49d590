/**
 * Every business refusal: its code on the wire and what it means, in one sentence.
 * A refusal is an answer, not an error: the request was understood and nothing was changed.
 * The keys are the RefusalCode enum of the wire contract; docs/error-codes.md lists the same sentences.
 */
export const refusalCodes = {
  SELF_APPROVAL:
    'Whoever requested a promotion, gave them their roles, has theirs from them, or made what is promoted cannot vote on it.',
  ROLE_NOT_REQUIRED: 'None of your roles may take this step in this promotion.',
  ALREADY_VOTED: 'You have already voted in this review round.',
  STEP_UP_REQUIRED: 'A fresher proof of who you are is asked for; prove it again.',
  NO_DELEGATION: 'Nobody has given you their vote there, or it has ended since.',
  CANNOT_DELEGATE:
    'Votes are given away only in roles one holds, and only to another active member who may vote.',
  DELEGATION_CIRCLE: 'Votes given away would come back to whoever gave them, directly or through others.',
  DELEGATION_ENDED: 'The delegation has ended, or was revoked before.',
  NOT_VOTED_TOGETHER: 'Only promotions under one policy whose gates have all passed are voted on together.',
  PASSKEY_REQUIRED: 'The policy asks for votes that are signed with a passkey.',
  PROMOTION_CLOSED: "The promotion's state does not allow this step.",
  STALE_ROUND:
    'What you were looking at has changed since: the evidence, the policy or the review round is another.',
  GATES_NOT_PASSED: 'At least one gate has not passed; an unknown gate has not passed either.',
  QUORUM_NOT_REACHED: 'Not every required role has been filled by an approval of a person of its own.',
  POLICY_CHANGE_CLOSED: 'The policy change was decided before, or what it changes is no longer in force.',
  OWN_MODEL:
    'Whoever registered a model, gave them their roles or has theirs from them, does not classify it.',
  NO_PROMOTION: 'Nobody has asked for this version to be promoted there.',
  NO_QUORUM_POSSIBLE:
    'Too few people may vote on this promotion: its required roles could not be filled however everybody voted.',
  NO_EVIDENCE_POSSIBLE:
    'The policy asks for what is never measured of such a model: the promotion could not be approved.',
  PROMOTION_ALREADY_OPEN: 'Another promotion of this model to the same environment and alias is still open.',
  PROMOTION_EXPIRED: 'Its time to be decided or activated is over; ask anew.',
  PROMOTION_SUSPENDED:
    'What the approval rested on holds no longer; until somebody has looked, it permits nothing new.',
  PROMOTION_PROVISIONAL: 'The version serves by an emergency, for a time, and is not approved.',
  NO_BREAK_GLASS: 'The policy lets nothing serve before it is approved.',
  NO_EMERGENCY: 'This emergency was not proposed, or its proposal is over.',
  SECOND_PERSON_NEEDED:
    'Whoever proposed an emergency, requested the promotion, or depends on one of them, does not confirm it.',
  GATE_NOT_WAIVABLE: 'What a gate found is not waived: its policy does not let it, or it holds nothing up.',
  EMERGENCY_BUDGET_SPENT: 'As many emergencies as the policy allows in 30 days have been in this place.',
  ALIAS_MOVED:
    'The alias does not point to the version that the promotion was to replace, or that was to give way.',
  NO_WAY_BACK: 'No earlier version may take this place again without votes.',
  NO_BASELINE: 'The model version has no baseline to compare with.',
  NO_POLICY: 'No policy covers this environment and alias.',
  VERSION_ALREADY_SERVING: 'The alias already points to this model version.',
  CONFLICTING_REGISTRATION: 'The same name or artefact is already registered with other content.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used before with another body.',
  DEMO_OFF: 'Demo personas exist only while the demo is on.',
  SIGN_IN_FAILED: 'What was given to sign in does not belong to an active account.',
  IDENTITY_NOT_PROVEN: 'What came back from the OpenID provider does not prove who is signing in.',
  EMAIL_NOT_VERIFIED: 'The OpenID provider vouches for no e-mail address of this person.',
  NO_ROLE: 'None of the groups of this person gives a role here.',
  WEAK_PASSWORD: 'The password is too short, too common or too easy to guess.',
  WRONG_PASSWORD: 'The current password is not the one given.',
  PASSKEY_REFUSED: 'What came back is no signature of a passkey of yours on what you were asked to sign.',
  PASSKEYS_UNAVAILABLE: 'Passkeys need a host name: browsers make none for an address of numbers.',
  TOO_MANY_PASSKEYS: 'You have as many passkeys as a person may have.',
  INVITATION_NOT_VALID: 'The invitation is unknown, used, revoked or expired.',
  ACCOUNT_EXISTS: 'The workspace already has an account for this person.',
  MEMBER_DEACTIVATED: 'The person is deactivated and can answer for nothing.',
  OWN_ROLES: 'Nobody changes their own roles.',
  OWN_PASSWORD: 'Nobody resets their own password.',
  NO_PASSWORD: 'The person does not sign in by a password, so there is none to reset.',
  LAST_ADMIN: 'A workspace keeps at least one active admin.',
  WORKSPACE_EXISTS: 'There is a workspace of this name already.',
  MEMBER_ACTIVE: 'The person is still active here: deactivate them first.',
  MEMBER_ERASED: 'The person was erased, and nothing leads back to them.',
  LEGAL_HOLD: 'A legal hold keeps what is known of the person.',
  RETENTION_TOO_SHORT: 'Details of the audit log are kept for six months at least.',
  OWN_AUDIT:
    'Whoever ran a fairness audit, or answers for the service that did, neither signs nor publishes it, nor waives what it found.',
  OTHER_EVIDENCE: 'What was looked at is not the evidence of this fairness audit.',
  ALREADY_SIGNED: 'You have signed this fairness audit before, and a signature stays as it is.',
  NOTHING_TO_WAIVE: 'The criterion is met there, so that there is nothing to waive.',
  ALREADY_WAIVED: 'A waiver of this criterion for these attributes is still in force.',
  WAIVER_ENDED: 'The waiver has expired, or was ended before.',
  AUDIT_ENDED: 'The fairness audit no longer holds, so that its summary is not published.',
  ALREADY_PUBLISHED: 'The summary of this evidence is public already.',
  PUBLICATION_WITHDRAWN: 'The published summary was withdrawn before, and stays so.',
  VAULT_KEY_CHANGED:
    'The keys of the collection were stored under another secret of the server, and nobody is found by them.',
  TOO_MANY_WEBHOOKS: 'The workspace has as many webhooks as it may have.',
  DELIVERY_NOT_WAITING: 'The delivery has ended, so that there is nothing to skip.',
} as const satisfies Record<string, string>;

/** A code of {@link refusalCodes}. */
export type RefusalCode = keyof typeof refusalCodes;
