/**
 * What is kept of people, and for how long, is for everybody to read before they give anything (个人信息保护法 17): also
 * for those who will never sign in. The log beside it counts and names nobody.
 */
export function mayReadRetention(): true {
  return true;
}
