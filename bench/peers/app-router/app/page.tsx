import { connection } from "next/server";
import { SHEET } from "../../../../lib/hosted/style-sheet.ts";

const reasons = [
  "Too expensive",
  "Missing features",
  "Not using it enough",
  "Switched to another product",
  "Technical issues",
  "Other",
  "I would rather not say",
];
const languages = ["English", "Deutsch", "Français", "Español", "Italiano", "Português", "Nederlands", "Polski", "日本語", "العربية"];

/** The hosted flow's first page with the same words, elements and style sheet, as a page of the App Router; it asks no database. */
export default async function Page() {
  // Rendered for each request, as a customer's page has to be.
  await connection();
  return (
    <>
      <style>{SHEET}</style>
      <div className="page">
        <header className="top">
          <div className="brand">Acme</div>
          <nav className="langs" aria-label="Language">
            <details>
              <summary>English</summary>
              <ul>
                {languages.map((name) => (
                  <li key={name}>
                    <a href="?lang=x">{name}</a>
                  </li>
                ))}
              </ul>
            </details>
          </nav>
        </header>
        <main>
          <h1>Cancel Pro</h1>
          <p className="lead">If you cancel, it ends on the date in your agreement.</p>
          <p>You can give a reason, or cancel without one.</p>
          <form method="post" action="/s">
            <fieldset>
              <legend>What is the main reason? (optional)</legend>
              {reasons.map((label) => (
                <label className="row" key={label}>
                  <input type="radio" name="reasonKey" value={label} />
                  <span dir="auto">{label}</span>
                </label>
              ))}
            </fieldset>
            <div className="field any">
              <label className="q" htmlFor="text">
                Would you like to add anything? <span className="opt">(optional)</span>
              </label>
              <textarea id="text" name="reasonText" rows={3} dir="auto" />
            </div>
            <div className="acts">
              <button type="submit" className="b go" name="do" value="continue">
                Continue
              </button>
              <button type="submit" className="b" name="do" value="cancel">
                Cancel my subscription
              </button>
              <button type="submit" className="b" name="do" value="keep">
                Keep my subscription
              </button>
            </div>
          </form>
        </main>
        <footer className="foot">
          <p>Closing this page changes nothing.</p>
          <form method="post" action="/s">
            <button type="submit" className="link" name="do" value="leave">
              Back to Acme
            </button>
          </form>
        </footer>
      </div>
    </>
  );
}
