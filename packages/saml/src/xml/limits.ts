/**
 * Bounds of one document (LIM-1, LIM-2). Each is checked while reading, before memory grows with it: the published
 * failures are quadratic attributes, 20,000 levels, 500 signatures, megabytes in one NameID.
 */
export const limits = {
  /** Octets of the whole document. */
  document: 512 * 1024,
  /** Levels of elements: whoever walks them by recursion has a stack for as many. */
  depth: 64,
  /** Of one element; duplicates are looked for among them. */
  attributes: 64,
  /** Declarations of one element, and prefixes of one PrefixList. */
  namespaces: 32,
  /** Elements and texts. */
  nodes: 16_000,
  /** Attributes of all elements together: metadata of 20 kB has 50, a message of SAML as many. */
  allAttributes: 4_000,
  /** Namespace declarations of all elements together. */
  allNamespaces: 2_000,
  /** Different names, and different namespaces, that are not in our vocabulary. SAML and its kin have 200 of them. */
  names: 1_000,
  /** Octets of one text or attribute value. */
  text: 64 * 1024,
  /** Octets of one name. */
  name: 256,
  /** Octets of a canonical form. It can outgrow its source: each element may have to declare a long namespace again. */
  canonical: 2 * 1024 * 1024,
} as const
