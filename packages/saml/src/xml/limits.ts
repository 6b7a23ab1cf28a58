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
  /** Elements, and texts that are not all that is in theirs. */
  nodes: 8_500,
  /** Attributes of all elements together: metadata of 20 kB has 50, a message of SAML as many. */
  allAttributes: 4_000,
  /** Namespace declarations of all elements together. */
  allNamespaces: 2_000,
  /**
   * Different names, and different namespaces, that are not in our vocabulary, which has all 200 of SAML and its kin: few
   * enough to be found again by their octets.
   */
  names: 250,
  /** Octets of one text or attribute value. */
  text: 64 * 1024,
  /** Octets of one name. */
  name: 256,
  /**
   * Octets by which a canonical form may be longer than what it is of: each element may have to declare a long namespace
   * again, and each `>` is escaped.
   */
  canonical: 128 * 1024,
} as const
