"""Count and split SMS texts exactly as they are sent: GSM-7, UCS-2, national tables, billing rules.

Standard library only. Knows nothing of any web site, of HTML or of YAML.
"""
