import i18next from 'i18next'

// What a browser says of a field that is not filled in as it must be, it says in its own language: here in that of the page.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isField = (thing: EventTarget | null): thing is Field =>
  thing instanceof HTMLInputElement || thing instanceof HTMLTextAreaElement || thing instanceof HTMLSelectElement

function faultOf(field: Field): string {
  const { validity, type } = field
  if (validity.valueMissing)
    return type === 'checkbox' || type === 'radio' ? i18next.t('kit.fields.unticked') : i18next.t('kit.fields.missing')
  if (validity.typeMismatch && type === 'email') return i18next.t('kit.fields.mail')
  if (validity.typeMismatch && type === 'url') return i18next.t('kit.fields.address')
  if (validity.tooShort && 'minLength' in field) return i18next.t('kit.fields.short', { least: field.minLength })
  return i18next.t('kit.fields.other')
}

/** From now on the browser's own remarks at fields are in the language of the page. */
export function speakAtFields(page: Document): void {
  const remarked = new Set<Field>()
  const remark = (field: Field) => {
    field.setCustomValidity('')
    if (field.validity.valid) remarked.delete(field)
    else {
      remarked.add(field)
      field.setCustomValidity(faultOf(field))
    }
  }
  // A remark counts as a fault of its own: it is taken away before a click or Enter sends, as what a page fills in by itself is not heard.
  const forget = () => {
    for (const field of remarked) field.setCustomValidity('')
    remarked.clear()
  }
  page.addEventListener('click', forget, true)
  page.addEventListener('keydown', ({ key }) => key === 'Enter' && forget(), true)
  page.addEventListener('input', ({ target }) => isField(target) && remarked.has(target) && remark(target), true)
  page.addEventListener('invalid', ({ target }) => isField(target) && remark(target), true)
}
