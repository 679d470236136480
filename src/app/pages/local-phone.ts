/** A mobile number as people here write it: kept in E.164, read without the country's code. */
export function localPhone(phone: string): string {
  return phone.replace(/^\+86/, '');
}
