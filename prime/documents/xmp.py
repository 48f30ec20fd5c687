"""What WeasyPrint leaves out of an archival, accessible file: a finisher that names PDF/UA-1 beside PDF/A-3a."""

from typing import Any

import pydyf

_PDFUA = "http://www.aiim.org/pdfua/ns/id/"

# PDF/A-3 admits a foreign property only with a description of its schema (ISO 19005-3, 6.6.2.3).
_DESCRIPTIONS = f"""
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>PDF/UA part</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="{_PDFUA}" pdfuaid:part="1"/>
""".encode()
_END = b"</rdf:RDF>"


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Complete the metadata just before WeasyPrint writes the file.

    WeasyPrint 70 appends `xmp_metadata` outside the one `rdf:RDF` that XMP allows, and lists each attachment
    twice in the catalogue; both are put right here.
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (packet,) = metadata.stream
    if packet.count(_END) != 1:
        raise ValueError("The metadata has not exactly one rdf:RDF.")
    metadata.stream[0] = packet.replace(_END, _DESCRIPTIONS + _END)
    # Archives read the metadata without unpacking the file.
    metadata.compress = False
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary({"DisplayDocTitle": "true"}))
