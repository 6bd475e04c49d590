import { graphql } from '../../../gql';

export const signatureRequestDocument = graphql(`
  query SignatureRequest($input: SignatureRequestInput!) {
    signatureRequest(input: $input) {
      printedName
      meaning
      isRequired
      nameSalt
      passkey {
        nonce
        options
      }
    }
  }
`);
