/** A report needs nothing and runs nothing, wherever it is opened; only its own style is let in. */
export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
