/** The styles of the Word document and its properties; a town changes its looks here or in Word, not in the text. */
import { BorderStyle, ShadingType, type IPropertiesOptions } from 'docx';
import type { WallMs } from '../../protocols/clock.ts';

/** Sizes in half points, spacing in twips. Arial is on every office PC and replaced by its double elsewhere. */
export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: {
        font: 'Arial',
        size: 20,
        language: { value: 'de-DE', eastAsia: 'de-DE', bidirectional: 'he-IL' },
      },
      paragraph: { spacing: { after: 120, line: 276 } },
    },
    heading1: {
      run: { font: 'Arial', size: 38, bold: true, color: '000000' },
      paragraph: { spacing: { before: 0, after: 60 }, keepNext: true },
    },
    heading2: {
      run: { font: 'Arial', size: 27, bold: true, color: '1D3557' },
      paragraph: { spacing: { before: 400, after: 100 }, keepNext: true },
    },
    heading3: {
      run: { font: 'Arial', size: 22, bold: true, color: '000000' },
      paragraph: { spacing: { before: 300, after: 60 }, keepNext: true },
    },
    listParagraph: { paragraph: { spacing: { after: 40 } } },
    caption: {
      run: { size: 19, bold: true, color: '000000' },
      paragraph: { spacing: { before: 80, after: 40 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      run: { size: 24 },
      paragraph: { spacing: { after: 20 } },
    },
    {
      id: 'Notice',
      name: 'Hinweis',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      run: { size: 18 },
      paragraph: {
        spacing: { before: 200, after: 200 },
        shading: { type: ShadingType.CLEAR, fill: 'F6F1E3', color: 'auto' },
        border: {
          top: { style: BorderStyle.SINGLE, size: 6, color: '9C8443', space: 6 },
          bottom: { style: BorderStyle.SINGLE, size: 6, color: '9C8443', space: 6 },
          left: { style: BorderStyle.SINGLE, size: 6, color: '9C8443', space: 6 },
          right: { style: BorderStyle.SINGLE, size: 6, color: '9C8443', space: 6 },
        },
      },
    },
    {
      id: 'Decision',
      name: 'Beschluss',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      paragraph: {
        indent: { left: 240 },
        border: { left: { style: BorderStyle.SINGLE, size: 20, color: '1D3557', space: 8 } },
      },
    },
    {
      id: 'TableText',
      name: 'Tabellentext',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 18 },
      paragraph: { spacing: { after: 0, line: 252 } },
    },
    { id: 'FactText', name: 'Angaben', basedOn: 'Normal', paragraph: { spacing: { after: 0 } } },
    {
      id: 'Gap',
      name: 'Abstand',
      basedOn: 'Normal',
      run: { size: 8 },
      paragraph: { spacing: { after: 0, line: 160 } },
    },
    { id: 'Header', name: 'header', basedOn: 'Normal', run: { size: 16, color: '4A4F57' } },
    { id: 'Footer', name: 'footer', basedOn: 'Normal', run: { size: 16, color: '4A4F57' } },
  ],
};

/** The properties of the file. The package docx dates them by the clock; these are dated by the minutes. */
export function coreProperties(title: string, at: WallMs): { path: string; data: string } {
  const date = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return {
    path: 'docProps/core.xml',
    data:
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
      'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escapeXml(title)}</dc:title><dc:creator>Saalregie</dc:creator>` +
      '<dc:language>de-DE</dc:language><cp:lastModifiedBy>Saalregie</cp:lastModifiedBy>' +
      `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>` +
      `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified></cp:coreProperties>`,
  };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
