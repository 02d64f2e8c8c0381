/** GitHub, CVE, the databases of languages, distributions and scanners, as they number advisories. */
const ADVISORY =
  /^(?:CVE-\d{4}-\d{4,12}|GHSA(?:-[0-9a-z]{4}){3}|(?:ALAS\d*|ALPINE|ASB|AZL|BIT|CGA|DLA|DSA|DTSA|ELBA|ELSA|GMS|GO|KHV|MAL|MGASA|NSWG-ECO|OSV|OVE|PHSA|PYSEC|RHBA|RHEA|RHSA|RLSA|RUSTSEC|RXSA|SNYK|SSA|SUSE-[A-Z]{2}|OPENSUSE-[A-Z]{2}|TEMP|USN|XRAY)-[0-9a-z][0-9a-z:._-]{0,100})$/i;

/** True for what is written like the id of an advisory, and not like that of a rule. */
export function isAdvisoryId(text: string): boolean {
  return text.length <= 200 && /\d/.test(text) && ADVISORY.test(text);
}
